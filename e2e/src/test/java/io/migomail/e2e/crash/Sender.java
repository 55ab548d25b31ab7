package io.migomail.e2e.crash;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.migomail.standalone.Ready;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;

/** A REST client that writes down what it knows of every message it sent. Thread-safe. */
final class Sender {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final Ready ready;

    /** What a client knows after a send. */
    enum Fate {
        OK,
        REJECTED,
        UNKNOWN
    }

    /**
     * One reply, or none.
     *
     * @param status 0 = none
     * @param took from the call to the whole reply
     */
    record Answer(Fate fate, int status, String messageId, String body, Duration took) {}

    Sender(Ready ready) {
        this.ready = ready;
    }

    /** A good message of this id, with {@code Idempotency-Key} = id where asked. */
    CompletableFuture<Answer> send(String id, boolean keyed) {
        return send(id, keyed, ready.from());
    }

    /** The same from another address. */
    CompletableFuture<Answer> send(String id, boolean keyed, String from) {
        long began = System.nanoTime();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(ready.http() + "/v1/messages"))
                .timeout(Duration.ofSeconds(10))
                .header("Authorization", "Bearer " + ready.liveKey())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body(id, from)));
        if (keyed) {
            request.header("Idempotency-Key", id);
        }
        return client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString())
                .handle((reply, failure) -> {
                    Duration took = Duration.ofNanos(System.nanoTime() - began);
                    return failure != null ? failed(failure, took) : answered(reply, took);
                });
    }

    /** Sends under its id as the key until it is taken: 503 leaves its fate open, and a client asks again. */
    Answer taken(String id) {
        AtomicReference<Answer> last = new AtomicReference<>();
        Await.until(Duration.ofMinutes(2), "message " + id + " to be taken", () -> {
            last.set(send(id, true).join());
            return last.get().fate() == Fate.OK;
        });
        return last.get();
    }

    private static Answer answered(HttpResponse<String> reply, Duration took) {
        try {
            String messageId = JSON.readTree(reply.body()).path("message_id").asText();
            // 503: it could not be confirmed as stored, which does not say that it is not.
            Fate fate =
                    reply.statusCode() == 200 ? Fate.OK : reply.statusCode() / 100 == 4 ? Fate.REJECTED : Fate.UNKNOWN;
            return new Answer(fate, reply.statusCode(), messageId, reply.body(), took);
        } catch (IOException e) {
            return new Answer(Fate.UNKNOWN, reply.statusCode(), "", reply.body(), took);
        }
    }

    private static Answer failed(Throwable failure, Duration took) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        // Where nobody listens, nobody has read the request.
        Fate fate = cause instanceof ConnectException ? Fate.REJECTED : Fate.UNKNOWN;
        return new Answer(fate, 0, "", String.valueOf(cause), took);
    }

    private static String body(String id, String from) {
        try {
            return JSON.writeValueAsString(Map.of(
                    "to", id + "@crash.example",
                    "from", from,
                    "subject", "Load " + id,
                    "text", "body of " + id,
                    "headers", Map.of(JournalMx.HEADER, id)));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
