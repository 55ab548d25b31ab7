package io.migomail.faults.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.migomail.bench.system.Access;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** The API as the harness asks it. Thread-safe; blocks up to 10 s a call. */
public final class Api {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration AGAIN = Duration.ofSeconds(1);
    private static final int TRIES = 30;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private final Access access;

    /** Of the system at that address. */
    public Api(Access access) {
        this.access = access;
    }

    /** A reply; the body is an empty object where it is no JSON. */
    public record Reply(int status, JsonNode body) {}

    /** Reads a resource. */
    public Reply get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    /** Posts a JSON body. */
    public Reply post(String path, String body) throws IOException, InterruptedException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** Posts a JSON body again where the system puts it off, as a client should; what it said at last. */
    public Reply insist(String path, String body) throws IOException, InterruptedException {
        Reply reply = post(path, body);
        for (int i = 0; i < TRIES && reply.status() == 503; i++) {
            LockSupport.parkNanos(AGAIN.toNanos());
            reply = post(path, body);
        }
        return reply;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(access.http().resolve(path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + access.key());
    }

    private Reply send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> reply = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        boolean json = reply.headers()
                .firstValue("Content-Type")
                .filter(type -> type.contains("json"))
                .isPresent();
        return new Reply(reply.statusCode(), json ? JSON.readTree(reply.body()) : JSON.createObjectNode());
    }
}
