package io.migomail.e2e.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.migomail.core.IsoTime;
import io.migomail.core.TimeSource;
import io.migomail.e2e.Await;
import io.migomail.e2e.StackFixture;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an endpoint did not take, or lost, it is sent again with the id and the body that it had. */
@Tag(StackFixture.SHARED)
class WebhookReplayIT {
    @RegisterExtension
    static final StackFixture STACK = StackFixture.shared();

    private static String webhook(Subscriber subscriber, String event) throws Exception {
        String body =
                "{\"url\":\"" + subscriber.url() + "\",\"events\":[\"" + event + "\"],\"retry\":{\"max_attempts\":1}}";
        return STACK.api().post("/v1/webhooks", body, 201).path("id").asText();
    }

    private static void send(String recipient) throws Exception {
        STACK.send("{\"to\":\"" + recipient + "@example.com\",\"from\":\""
                + STACK.ready().from()
                + "\",\"subject\":\"Hello\",\"text\":\"It works.\",\"metadata\":{\"b\":\"2\",\"a\":\"1\"},"
                + "\"tags\":[\"t\"]}");
    }

    private static void awaitRequests(Subscriber subscriber, int count) throws Exception {
        Await.until(count + " requests", () -> subscriber.requests().size(), size -> size >= count);
    }

    private static JsonNode awaitAttempts(String webhook, int count) throws Exception {
        return Await.until(
                count + " attempts in the log",
                () -> STACK.api()
                        .get("/v1/webhooks/" + webhook + "/deliveries", 200)
                        .path("data"),
                data -> data.size() == count);
    }

    private static Map<String, String> bodies(List<Subscriber.Request> requests) {
        Map<String, String> bodies = new HashMap<>();
        requests.forEach(request -> bodies.put(request.id(), request.body()));
        return bodies;
    }

    @Test
    void an_event_that_was_given_up_is_retried_and_all_of_an_hour_are_replayed() throws Exception {
        long begin = TimeSource.SYSTEM.wallMillis();
        try (Subscriber subscriber = new Subscriber(1);
                Subscriber late = new Subscriber(0)) {
            String id = webhook(subscriber, "delivered");
            send("first");
            String refused = awaitAttempts(id, 1).path(0).path("id").asText();
            STACK.api().post("/v1/webhooks/" + id + "/deliveries/" + refused + "/retry", "", 202);
            awaitRequests(subscriber, 2);
            Subscriber.Request first = subscriber.requests().get(0);
            Subscriber.Request again = subscriber.requests().get(1);
            assertEquals(List.of(first.id(), first.body()), List.of(again.id(), again.body()));
            send("second");
            awaitAttempts(id, 3);
            Map<String, String> told = bodies(subscriber.requests());
            assertEquals(2, told.size());

            String range = "{\"from\":\"" + IsoTime.text(begin) + "\"}";
            STACK.api().post("/v1/webhooks/" + id + "/replay", range, 202);
            JsonNode log = awaitAttempts(id, 5);
            assertEquals(told, bodies(subscriber.requests().subList(3, 5)));
            Map<String, Integer> attempts = new HashMap<>();
            log.forEach(entry -> attempts.merge(
                    entry.path("event_id").asText(), entry.path("attempt").asInt(), Math::max));
            assertEquals(3, attempts.get(first.id()));
            assertEquals(2, attempts.values().stream().mapToInt(n -> n).min().orElseThrow());

            String second = webhook(late, "delivered");
            STACK.api().post("/v1/webhooks/" + second + "/replay", range, 202);
            awaitRequests(late, 2);
            assertEquals(told, bodies(late.requests()), "what came before it was there");
            for (String each : List.of(id, second)) {
                Await.until(
                        "the end of the replay",
                        () -> STACK.api().get("/v1/webhooks/" + each, 200).path("replay"),
                        JsonNode::isNull);
            }
            assertEquals(5, subscriber.requests().size());
            assertEquals(2, late.requests().size());
        }
    }

    @Test
    void a_webhook_whose_endpoint_is_gone_is_told_to_the_others() throws Exception {
        try (Subscriber gone = new Subscriber(1, 410);
                Subscriber watcher = new Subscriber(0)) {
            webhook(watcher, "webhook_disabled");
            String id = webhook(gone, "delivered");
            send("third");
            awaitRequests(watcher, 1);
            JsonNode told =
                    new ObjectMapper().readTree(watcher.requests().get(0).body());
            assertEquals("webhook_disabled", told.path("type").asText());
            assertEquals(id, told.at("/data/webhook_id").asText());
            assertEquals("gone", told.at("/data/reason").asText());
            JsonNode feed = Await.until(
                    "the event in the feed",
                    () -> STACK.api()
                            .get("/v1/events?type=webhook_disabled", 200)
                            .path("data"),
                    data -> !data.isEmpty());
            assertEquals(told, feed.path(0));
            JsonNode entry = STACK.api()
                    .get("/v1/audit-logs?actor=system&resource=" + id, 200)
                    .at("/data/0");
            assertEquals("gone", entry.path("request").asText());
            assertEquals(1, gone.requests().size());
            assertEquals(1, watcher.requests().size());
        }
    }
}
