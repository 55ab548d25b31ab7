package io.migomail.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.standalone.Api;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a sender may ask for beside the content, from the request to the inbox. */
@Tag(StackFixture.SHARED)
class OptionsIT {
    @RegisterExtension
    static final StackFixture STACK = StackFixture.shared();

    private static String send(String to, String options) throws Exception {
        String body = "{\"to\":\"" + to + "\",\"from\":\"" + STACK.ready().from()
                + "\",\"subject\":\"Hello\",\"text\":\"It works.\"" + options + "}";
        return STACK.api().post("/v1/messages", body, 200).path("message_id").asText();
    }

    @Test
    void what_is_scheduled_is_sent_within_a_second_of_its_time() throws Exception {
        STACK.awaitStory(send("first@example.com", ""), "delivered");
        Instant at = Instant.now().plus(Duration.ofSeconds(3));
        String id = send("later@example.com", ",\"scheduled_at\":\"" + at + "\"");
        JsonNode explained =
                STACK.api().get("/v1/messages/" + id + "/explain", 200).at("/deliveries/0");
        assertEquals("scheduled", explained.path("where").asText(), explained::toString);
        JsonNode story = STACK.awaitStory(id, "delivered");
        Duration late =
                Duration.between(at, Instant.parse(story.path("queued_at").asText()));
        assertTrue(!late.isNegative() && late.compareTo(Duration.ofSeconds(1)) < 0, late::toString);
        assertTrue(story.at("/sla/met").asBoolean(), story::toString);
        Await.until(
                "every event",
                () -> new TreeSet<>(STACK.events(id).stream()
                        .map(event -> event.path("type").asText())
                        .toList()),
                new TreeSet<>(List.of("delivered", "dispatched", "queued", "scheduled"))::equals);
        STACK.awaitInbox("later@example.com", 1);
    }

    @Test
    void what_is_scheduled_is_canceled_at_once_and_never_sent() throws Exception {
        Instant at = Instant.now().plus(Duration.ofDays(29));
        String id = send("never@example.com", ",\"scheduled_at\":\"" + at + "\"");
        JsonNode canceled = STACK.api().post("/v1/messages/" + id + "/cancel", "", 200);
        assertEquals("canceled", canceled.path("status").asText(), canceled::toString);
        JsonNode story = STACK.awaitStory(id, "canceled");
        assertTrue(story.path("queued_at").isNull(), story::toString);
    }

    @Test
    void an_address_on_the_list_is_suppressed_until_it_is_taken_off_the_list() throws Exception {
        String address = "gone@example.com";
        STACK.api().post("/v1/suppressions", "{\"address\":\"" + address + "\"}", 201);
        awaitListed(address, 1);
        String id = send(address, ",\"cc\":\"here@example.com\"");
        JsonNode story = STACK.awaitStory(id, "mixed");
        story = Await.until(
                "both ends",
                () -> STACK.story(id),
                s -> s.at("/counts/delivered").asInt() == 1);
        assertEquals("suppressed", story.at("/recipients/0/status").asText(), story::toString);
        assertEquals("manual", story.at("/recipients/0/code").asText(), story::toString);
        STACK.awaitInbox("here@example.com", 1);

        STACK.api().delete("/v1/suppressions/" + address, 204);
        awaitListed(address, 0);
        STACK.awaitStory(send(address, ""), "delivered");
    }

    private static void awaitListed(String address, int times) throws Exception {
        Await.until(
                address + " listed " + times + " times",
                () -> STACK.api()
                        .get("/v1/suppressions?address=" + address, 200)
                        .path("data")
                        .size(),
                size -> size == times);
    }

    @Test
    void in_the_sandbox_the_recipient_says_what_becomes_of_the_mail() throws Exception {
        Map<String, Set<String>> expected = Map.of(
                "delivered", Set.of("queued", "dispatched", "delivered"),
                "hardbounce", Set.of("queued", "dispatched", "hard_bounce"),
                "softbounce", Set.of("queued", "dispatched", "soft_bounce", "delivered"),
                "complaint", Set.of("queued", "dispatched", "delivered", "spam_complaint"),
                "opened", Set.of("queued", "dispatched", "delivered", "opened"),
                "unsubscribe", Set.of("queued", "dispatched", "delivered", "unsubscribe"),
                "suppressed", Set.of("queued", "suppressed"),
                "slow", Set.of("queued", "dispatched", "delivered"));
        Api sandbox = new Api(STACK.ready().http(), STACK.ready().sandboxKey());
        Map<String, String> ids = new TreeMap<>();
        for (String result : expected.keySet()) {
            String body = "{\"to\":\"" + result + "+test@example.com\",\"from\":\""
                    + STACK.ready().from() + "\",\"subject\":\"Hello\",\"text\":\"It works.\",\"class\":\"critical\"}";
            ids.put(
                    result,
                    sandbox.post("/v1/messages", body, 200).path("message_id").asText());
        }
        for (Map.Entry<String, String> sent : ids.entrySet()) {
            Await.until(
                    "the events of " + sent.getKey(),
                    () -> {
                        Set<String> types = new TreeSet<>();
                        sandbox.get("/v1/messages/" + sent.getValue() + "/events", 200)
                                .path("data")
                                .forEach(event -> types.add(event.path("type").asText()));
                        return types;
                    },
                    expected.get(sent.getKey())::equals);
        }
        JsonNode slow = sandbox.get("/v1/messages/" + ids.get("slow"), 200);
        assertTrue(slow.at("/latency/accept_ms").asLong() >= 5_000, slow::toString);
        JsonNode complaint = sandbox.get("/v1/messages/" + ids.get("complaint"), 200);
        assertTrue(complaint.path("complaint").asBoolean(), complaint::toString);
        JsonNode captured = sandbox.get("/v1/sandbox/messages", 200).path("data");
        assertEquals(6, captured.size(), captured::toString);
        assertEquals("pass", captured.at("/0/dkim/0/result").asText(), captured::toString);
        assertEquals(0, sandbox.get("/v1/suppressions", 200).path("data").size());
    }
}
