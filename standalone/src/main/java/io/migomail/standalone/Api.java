package io.migomail.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** The public API as a client sees it. Thread-safe; blocks up to 30 s a call: the first ones meet a cold process. */
public final class Api {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private final String base;
    private final String key;

    /** Calls to the API at this base URL with that key. */
    public Api(String base, String key) {
        this.base = base;
        this.key = key;
    }

    /** @throws IOException where the status is not the one expected; the message holds the reply */
    public JsonNode post(String path, String body, int expected) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        return send("POST " + path, request, expected);
    }

    /** @throws IOException where the status is not the one expected; the message holds the reply */
    public JsonNode get(String path, int expected) throws IOException, InterruptedException {
        return send("GET " + path, request(path).GET(), expected);
    }

    /** @throws IOException where the status is not the one expected; the message holds the reply */
    public JsonNode delete(String path, int expected) throws IOException, InterruptedException {
        return send("DELETE " + path, request(path).DELETE(), expected);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + key);
    }

    private JsonNode send(String what, HttpRequest.Builder request, int expected)
            throws IOException, InterruptedException {
        HttpResponse<byte[]> reply = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        if (reply.statusCode() != expected) {
            throw new IOException(what + ": " + reply.statusCode() + " "
                    + new String(reply.body(), java.nio.charset.StandardCharsets.UTF_8));
        }
        return JSON.readTree(reply.body());
    }
}
