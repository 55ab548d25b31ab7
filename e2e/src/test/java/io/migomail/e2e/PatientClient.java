package io.migomail.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;

/**
 * Calls as a client should make them: what is put off is asked again. A stack answers 503 where its log has not confirmed
 * a message within 700 ms, and 202 where PACE has not decided on a cancel within a second: on a machine that stood still
 * for that long both are right, and not what most tests are about.
 */
public final class PatientClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();

    private final String base;
    private final String key;

    private record Reply(int status, JsonNode body) {}

    /** Calls to the API at this base URL with that key. */
    public PatientClient(String base, String key) {
        this.base = base;
        this.key = key;
    }

    /** Sends, each time it is put off again, under an idempotency key of its own; the id of the message. */
    public String send(String json) throws Exception {
        String once = UUID.randomUUID().toString();
        Reply reply = Await.until(
                "a message to be taken", () -> post("/v1/messages", json, once), answer -> answer.status() != 503);
        return expected(reply, 200).path("message_id").asText();
    }

    /** Asks for a cancel until it is decided; the answer, whose status must be that. */
    public JsonNode cancel(String messageId, int status) throws Exception {
        Reply reply = Await.until(
                "a decision on the cancel",
                () -> post("/v1/messages/" + messageId + "/cancel", "{}", ""),
                answer -> answer.status() != 202 && answer.status() != 503);
        return expected(reply, status);
    }

    private static JsonNode expected(Reply reply, int status) {
        if (reply.status() != status) {
            throw new AssertionError("expected " + status + ": " + reply);
        }
        return reply.body();
    }

    private Reply post(String path, String json, String once) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json));
        if (!once.isEmpty()) {
            request.header("Idempotency-Key", once);
        }
        HttpResponse<byte[]> reply = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        return new Reply(reply.statusCode(), JSON.readTree(reply.body()));
    }
}
