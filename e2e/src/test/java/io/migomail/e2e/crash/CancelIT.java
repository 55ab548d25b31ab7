package io.migomail.e2e.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.migomail.core.Setting;
import io.migomail.e2e.StackFixture;
import io.migomail.testkit.DnsZone;
import io.migomail.testkit.mx.ScriptedMx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Mail that its sender takes back while it waits, and what is told of mail that waits. */
class CancelIT {
    private static final Duration BOUND = Duration.ofMinutes(3);
    /** Attempts in flight that a destination without rules of its own gets (shaping.tsv). */
    private static final int CONNECTIONS = 10;

    private static final ScriptedMx MX = ScriptedMx.start();
    private static final DnsZone DNS = DnsZone.start()
            .mx("shop.example", 10, "mx.shop.example")
            .a("mx.shop.example", "127.0.0.1")
            .mx("busy.example", 10, "mx.busy.example")
            .a("mx.busy.example", "127.0.0.1");

    @RegisterExtension
    static final StackFixture STACK = StackFixture.with(Map.of(
            Setting.MIGO_DELIVERY, "internet",
            Setting.MIGO_DNS, DNS.address().toString(),
            Setting.MIGO_SMTP_OUT_PORT, Integer.toString(MX.port()),
            Setting.MIGO_ALLOW_PRIVATE_MX, "true",
            Setting.MIGO_ALLOW_PRIVATE_WEBHOOKS, "true"));

    @AfterAll
    static void close() {
        MX.close();
        DNS.close();
    }

    private static String send(String... recipients) throws Exception {
        String to = "[\"" + String.join("\",\"", recipients) + "\"]";
        return STACK.send("{\"to\":" + to + ",\"from\":\"noreply@yourapp.com\",\"subject\":\"Hi\",\"text\":\"Hello.\","
                + "\"class\":\"critical\"}");
    }

    private static JsonNode cancel(String id, int status) throws Exception {
        return STACK.client().cancel(id, status);
    }

    private static JsonNode explain(String id) throws Exception {
        return STACK.api().get("/v1/messages/" + id + "/explain", 200).at("/deliveries/0");
    }

    /** The explanation of the first delivery, once the queue itself says that it is there, for that reason. */
    private static JsonNode awaitPlace(String id, String where, String reason) {
        AtomicReference<JsonNode> last = new AtomicReference<>();
        Await.until(BOUND, where + " " + reason, () -> {
            JsonNode told = explain(id);
            last.set(told);
            return told.path("source").asText().equals("queue")
                    && told.path("where").asText().equals(where)
                    && told.path("reason").asText("").equals(reason);
        });
        return last.get();
    }

    private static boolean taken(String recipient) {
        return MX.journal().entries().stream()
                .anyMatch(entry -> entry.accepted() && entry.recipient().equals(recipient));
    }

    private static List<String> types(String id) throws Exception {
        List<String> types = new ArrayList<>();
        STACK.events(id).forEach(event -> types.add(event.path("type").asText()));
        return types.stream().sorted().toList();
    }

    @Test
    void what_waits_for_a_retry_is_canceled_once_everywhere_and_never_arrives() throws Exception {
        // The wish gives a slow machine time to cancel before the retry.
        String to = "rcpt-451-4.3.0-please-try-again-in-20-seconds-x1@shop.example";
        try (Subscriber subscriber = new Subscriber(0)) {
            STACK.api()
                    .post(
                            "/v1/webhooks",
                            "{\"url\":\"" + subscriber.url() + "\",\"events\":[\"canceled\",\"delivered\"]}",
                            201);
            String id = send(to);
            JsonNode waits = awaitPlace(id, "waiting", "retry");
            assertTrue(waits.path("last_reply").asText().startsWith("451 4.3.0"), waits::toString);
            assertEquals(1, waits.path("attempts").asInt());
            assertTrue(Instant.parse(waits.path("next_attempt_at").asText()).isAfter(Instant.now()), waits::toString);
            assertTrue(waits.path("destination").asText().startsWith("mx:mx.shop.example"), waits::toString);
            assertEquals(1, waits.at("/queue/waiting/critical").asInt());

            JsonNode canceled = cancel(id, 200);
            assertEquals("canceled", canceled.path("status").asText());
            assertEquals(to, canceled.at("/recipients/0/email").asText());
            assertEquals(canceled, cancel(id, 200));
            STACK.stop();
            STACK.start();
            // Refused once as well, and later: when it has arrived, the first would have.
            String canary = "rcpt-451-4.3.0-please-try-again-in-20-seconds-x1+canary@shop.example";
            send(canary);
            Await.until(BOUND, "the mail behind it", () -> taken(canary));
            assertFalse(taken(to));

            List<String> expected = List.of("canceled", "dispatched", "queued", "soft_bounce");
            Await.until(BOUND, "its events", () -> types(id).equals(expected));
            List<String> stored = STACK.store().events(STACK.application(), id).stream()
                    .map(event -> event.getType())
                    .sorted()
                    .toList();
            assertEquals(expected, stored);
            Await.until(BOUND, "the webhook of the mail behind it", () -> hooks(subscriber, "delivered") == 1);
            Await.until(BOUND, "its own webhook", () -> hooks(subscriber, "canceled") == 1);
            assertEquals("settled", explain(id).path("where").asText());
            assertEquals(canceled, cancel(id, 200));
            assertEquals("canceled", STACK.story(id).path("status").asText());
        }
    }

    private static long hooks(Subscriber subscriber, String type) throws Exception {
        ObjectMapper json = new ObjectMapper();
        List<String> ids = new ArrayList<>();
        for (Subscriber.Request request : subscriber.requests()) {
            if (json.readTree(request.body()).path("type").asText().equals(type)) {
                ids.add(request.id());
            }
        }
        return ids.stream().distinct().count();
    }

    @Test
    void what_is_in_flight_goes_on() throws Exception {
        String to = "dot-slow12000@shop.example";
        String id = send(to);
        JsonNode flies = awaitPlace(id, "in_flight", "");
        assertTrue(flies.path("reason").isNull(), flies::toString);
        JsonNode problem = cancel(id, 409);
        assertEquals("not_cancelable", problem.path("code").asText());
        assertEquals("delivery_in_flight", problem.at("/errors/0/code").asText());
        STACK.awaitStory(id, "delivered");
        assertTrue(taken(to));
        assertEquals("delivery_final", cancel(id, 409).at("/errors/0/code").asText());
    }

    @Test
    void each_recipient_is_answered_for() throws Exception {
        String id = send("plain@shop.example", "rcpt-451-4.7.1-come-back-in-2-hours@shop.example");
        Await.until(BOUND, "one taken, one deferred", () -> {
            JsonNode counts = STACK.story(id).path("counts");
            return counts.has("delivered") && counts.has("deferred");
        });
        JsonNode answer = cancel(id, 200);
        assertEquals("partly_canceled", answer.path("status").asText());
        assertEquals("delivered", answer.at("/recipients/0/result").asText());
        assertEquals("canceled", answer.at("/recipients/1/result").asText());
    }

    @Test
    void a_limit_of_the_destination_is_told_as_the_reason_and_what_waits_for_it_is_canceled() throws Exception {
        String[] recipients = new String[13];
        for (int i = 0; i < recipients.length; i++) {
            recipients[i] = "dot-slow20000+" + i + "@busy.example";
        }
        String id = send(recipients);
        AtomicReference<JsonNode> found = new AtomicReference<>();
        Await.until(BOUND, "deliveries that wait for a connection", () -> {
            JsonNode told = STACK.api().get("/v1/messages/" + id + "/explain", 200);
            List<JsonNode> waiting = new ArrayList<>();
            told.path("deliveries").forEach(one -> {
                if (one.path("reason").asText().equals("connections")) {
                    waiting.add(one);
                }
            });
            waiting.forEach(found::set);
            return waiting.size() == recipients.length - CONNECTIONS;
        });
        JsonNode waits = found.get();
        assertEquals("queue", waits.path("source").asText());
        assertTrue(waits.path("destination").asText().startsWith("mx:mx.busy.example"), waits::toString);
        assertEquals(0, waits.path("attempts").asInt());
        assertEquals("connections", waits.at("/queue/binding_limit").asText());
        assertEquals(CONNECTIONS, waits.at("/queue/in_flight").asInt());
        assertEquals(
                recipients.length - CONNECTIONS,
                waits.at("/queue/waiting/critical").asInt());
        JsonNode answer = cancel(id, 200);
        Map<String, Integer> results = new TreeMap<>();
        answer.path("recipients")
                .forEach(one -> results.merge(one.path("result").asText(), 1, Integer::sum));
        assertEquals(Map.of("canceled", recipients.length - CONNECTIONS, "in_flight", CONNECTIONS), results);
        JsonNode story = STACK.awaitStory(id, "mixed");
        Await.until(
                BOUND,
                "those under way",
                () -> STACK.story(id).at("/counts/delivered").asInt() == CONNECTIONS);
        assertEquals(3, STACK.story(id).at("/counts/canceled").asInt(), story::toString);
        assertEquals(
                CONNECTIONS,
                MX.journal().entries().stream()
                        .filter(entry -> entry.recipient().endsWith("@busy.example"))
                        .count());
    }
}
