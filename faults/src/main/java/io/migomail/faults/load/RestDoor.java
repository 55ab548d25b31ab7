package io.migomail.faults.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.migomail.bench.system.Access;
import io.migomail.faults.check.Fate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** {@code POST /v1/messages}. */
public final class RestDoor implements Door {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private final Access access;

    /** Into the system at that address. */
    public RestDoor(Access access) {
        this.access = access;
    }

    @Override
    public CompletableFuture<Told> send(FaultMail mail) {
        return send(json(mail), mail.key());
    }

    /** Any body, with an idempotency key where that is not empty. */
    public CompletableFuture<Told> send(String body, String key) {
        HttpRequest.Builder request = HttpRequest.newBuilder(access.http().resolve("/v1/messages"))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + access.key())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (!key.isEmpty()) {
            request.header("Idempotency-Key", key);
        }
        return client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString())
                .handle((reply, failure) -> failure == null ? told(reply) : Told.failed(cause(failure)));
    }

    /** A message as the API takes it. */
    public static String json(FaultMail mail) {
        try {
            return JSON.writeValueAsString(Map.of(
                    "to", mail.recipient(),
                    "from", mail.from(),
                    "subject", "Fault run " + mail.id(),
                    "text", mail.body(),
                    "class", mail.messageClass(),
                    "headers", Map.of(FaultMail.HEADER, mail.id())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        // The client's threads end with the last reference to it.
    }

    private static Told told(HttpResponse<String> reply) {
        int status = reply.statusCode();
        // 503: it could not be confirmed as stored, which does not say that it is not.
        Fate fate = status == 200 ? Fate.OK : status / 100 == 4 ? Fate.REJECTED : Fate.UNKNOWN;
        try {
            String id = JSON.readTree(reply.body()).path("message_id").asText();
            return new Told(fate, status, id, reply.body());
        } catch (IOException e) {
            return new Told(Fate.UNKNOWN, status, "", reply.body());
        }
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
