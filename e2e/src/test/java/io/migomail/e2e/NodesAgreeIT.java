package io.migomail.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is changed at one node holds at another one within a second of the answer. */
@Tag(StackFixture.SHARED)
class NodesAgreeIT {
    private static final Duration PROMISED = Duration.ofSeconds(1);
    private static final int ROUNDS = 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    @RegisterExtension
    static final StackFixture STACK = StackFixture.shared();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Something that is changed at one node; how long after the answer the other one acted by it. */
    private interface Round {
        Duration run(String other) throws Exception;
    }

    private static void holds(String what, Round round) throws Exception {
        List<Duration> delays = new ArrayList<>();
        try (SecondNode second = SecondNode.apart(STACK)) {
            for (int i = 0; i < ROUNDS; i++) {
                delays.add(round.run(second.http()));
            }
        }
        Collections.sort(delays);
        // Whoever is stopped for a moment meanwhile, the test or a node, makes one round long and not most of them.
        assertTrue(delays.get(ROUNDS * 9 / 10 - 1).compareTo(PROMISED) <= 0, delays::toString);
        System.out.println(what + ": median " + delays.get(ROUNDS / 2) + ", longest " + delays.get(ROUNDS - 1));
    }

    @Test
    void a_revoked_key_ends_at_every_node_within_a_second() throws Exception {
        holds("a revoked key", this::revoke);
    }

    @Test
    void a_published_version_is_used_at_every_node_within_a_second() throws Exception {
        holds("a published version", this::publish);
    }

    /** How long after the answer of one node the other one rendered the new version. */
    private Duration publish(String other) throws Exception {
        String live = STACK.ready().liveKey();
        String templates = STACK.ready().http() + "/v1/templates";
        String body = "{\"alias\":\"agreed\",\"subject\":\"x\",\"html\":\"<p>x</p>\"}";
        if (call("GET", templates + "/agreed", live, null).statusCode() == 404) {
            assertEquals(201, call("POST", templates, live, body).statusCode());
        }
        String versions = templates + "/agreed/versions";
        HttpResponse<String> made = call("POST", versions, live, body.replace("\"alias\":\"agreed\",", ""));
        int version = JSON.readTree(made.body()).path("number").asInt();
        assertTrue(version > 1, made::body);
        assertEquals(
                200,
                call("POST", versions + "/" + version + "/activate", live, "").statusCode());
        long published = System.nanoTime();
        Await.until(
                "version " + version + " at the other node",
                () -> JSON.readTree(call("POST", other + "/v1/templates/agreed/render", live, "{\"variables\":{}}")
                                .body())
                        .path("template_version")
                        .asInt(),
                rendered -> rendered == version);
        return Duration.ofNanos(System.nanoTime() - published);
    }

    /** How long after the answer of one node the other one took the key. */
    private Duration revoke(String other) throws Exception {
        JsonNode made = JSON.readTree(call(
                        "POST",
                        STACK.ready().http() + "/v1/api-keys",
                        STACK.ready().liveKey(),
                        "{\"name\":\"short\",\"scopes\":[\"domains:read\"]}")
                .body());
        String key = made.path("key").asText();
        String domains = other + "/v1/domains";
        Await.until("the new key at the other node", () -> status(domains, key), status -> status == 200);
        String path = STACK.ready().http() + "/v1/api-keys/" + made.path("id").asText();
        assertEquals(204, call("DELETE", path, STACK.ready().liveKey(), null).statusCode());
        long revoked = System.nanoTime();
        Await.until("the end of the key at the other node", () -> status(domains, key), status -> status == 401);
        return Duration.ofNanos(System.nanoTime() - revoked);
    }

    private int status(String url, String key) throws IOException, InterruptedException {
        return call("GET", url, key, null).statusCode();
    }

    private HttpResponse<String> call(String method, String url, String key, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
