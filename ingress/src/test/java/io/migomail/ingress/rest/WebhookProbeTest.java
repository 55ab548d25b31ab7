package io.migomail.ingress.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.migomail.mail.webhook.StandardWebhook;
import io.migomail.testkit.DeadPort;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhookProbeTest {
    private final Map<String, String> headers = new ConcurrentHashMap<>();
    private final List<byte[]> bodies = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private volatile String answer = "thanks";
    private TestIngress api;
    private HttpServer server;
    private JsonNode created;

    @BeforeEach
    void start() throws Exception {
        api = new TestIngress();
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestHeaders()
                    .forEach((name, all) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), all.get(0)));
            bodies.add(exchange.getRequestBody().readAllBytes());
            byte[] reply = answer.getBytes(java.nio.charset.StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, reply.length);
            exchange.getResponseBody().write(reply);
            exchange.close();
        });
        server.start();
        api.dns.hosts.put("hooks.yourapp.com", "127.0.0.1");
        created = create(server.getAddress().getPort());
    }

    @AfterEach
    void stop() {
        server.stop(0);
        api.close();
    }

    private JsonNode create(int port) throws Exception {
        return api.post(
                        "/v1/webhooks",
                        "{\"url\":\"http://hooks.yourapp.com:" + port + "/x\",\"events\":[\"hard_bounce\",\"opened\"]}")
                .body();
    }

    private JsonNode test(String body) throws Exception {
        return test(created, body);
    }

    private JsonNode test(JsonNode webhook, String body) throws Exception {
        var answer =
                api.call("POST", "/v1/webhooks/" + webhook.path("id").asText() + "/test", api.first.liveKey(), body);
        assertEquals(200, answer.status(), answer.raw().body());
        return answer.body();
    }

    @Test
    void aSignedSampleIsSentAndItsReplyTold() throws Exception {
        status = 503;
        answer = "x".repeat(5000);
        JsonNode told = test(null);

        assertEquals("hard_bounce", told.path("event_type").asText());
        assertEquals(503, told.path("status").asInt());
        assertEquals("x".repeat(1000), told.path("response_body").asText());
        assertTrue(!told.path("succeeded").asBoolean() && told.path("error").isNull(), told.toString());
        assertTrue(told.path("duration_ms").isIntegralNumber());
        String id = told.path("event_id").asText();
        assertEquals(id, headers.get("webhook-id"));
        long seconds = Long.parseLong(headers.get("webhook-timestamp"));
        String secret = created.path("secret").asText();
        assertEquals(
                StandardWebhook.sign(id, seconds, bodies.get(0), List.of(secret)), headers.get("webhook-signature"));
        JsonNode event = new ObjectMapper().readTree(bodies.get(0));
        assertEquals(id, event.path("id").asText());
        assertEquals("hard_bounce", event.path("type").asText());
        assertTrue(event.at("/data/test").asBoolean());
        assertEquals(
                api.first.application().getId(), event.at("/data/application").asText());
    }

    @Test
    void theKindOfEventMayBeChosenAndADisabledWebhookTried() throws Exception {
        String path = "/v1/webhooks/" + created.path("id").asText();
        api.call("PATCH", path, api.first.liveKey(), "{\"enabled\":false}");
        JsonNode told = test("{\"event\":\"delivered\"}");
        assertEquals("delivered", told.path("event_type").asText());
        assertEquals("thanks", told.path("response_body").asText());
        assertTrue(told.path("succeeded").asBoolean());
        for (String bad : List.of("{\"event\":\"sold\"}", "{\"type\":\"delivered\"}")) {
            assertEquals(422, api.post(path + "/test", bad).status(), bad);
        }
        assertEquals(1, bodies.size());
    }

    @Test
    void theAddressIsJudgedWhenItIsConnectedTo() throws Exception {
        for (String address : List.of("10.0.0.1", "169.254.169.254", "::ffff:192.168.0.1", "fd00::1")) {
            api.dns.hosts.put("hooks.yourapp.com", address);
            JsonNode told = test(null);
            assertEquals("target_refused", told.path("error").asText(), address);
            assertTrue(told.path("status").isNull());
        }
        assertEquals(List.of(), bodies);
    }

    @Test
    void whatCannotBeReachedIsToldNotThrown() throws Exception {
        try (DeadPort dead = DeadPort.open()) {
            JsonNode webhook = create(dead.number());
            assertEquals("connect_failed", test(webhook, null).path("error").asText());
        }
    }

    @Test
    void anothersWebhookIsOneThatIsNotThere() throws Exception {
        String path = "/v1/webhooks/" + created.path("id").asText() + "/test";
        assertEquals(404, api.call("POST", path, api.second.liveKey(), null).status());
        assertEquals(List.of(), bodies);
    }
}
