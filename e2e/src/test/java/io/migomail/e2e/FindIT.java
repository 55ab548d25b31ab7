package io.migomail.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A message is found by what it was sent with, and the feed tells its events as its own log does. */
@Tag(StackFixture.SHARED)
class FindIT {
    @RegisterExtension
    static final StackFixture STACK = StackFixture.shared();

    @Test
    void what_was_sent_is_searched_and_read_from_the_feed() throws Exception {
        List<String> ids = new ArrayList<>();
        for (int n = 0; n < 5; n++) {
            ids.add(STACK.send("{\"to\":\"finder" + n + "@example.com\",\"from\":\""
                    + STACK.ready().from() + "\",\"subject\":\"Invoice number " + n + "\",\"text\":\"It works.\","
                    + "\"tags\":[\"t" + n % 2 + "\"],\"metadata\":{\"order\":\"" + n + "\"}}"));
        }
        Map<String, JsonNode> expected = new HashMap<>();
        for (String id : ids) {
            STACK.awaitStory(id, "delivered");
            Await.until("three events", () -> STACK.events(id), events -> events.size() == 3)
                    .forEach(event -> expected.put(event.path("id").asText(), event));
        }
        Map<String, JsonNode> told = new HashMap<>();
        String[] place = {""};
        Await.until("the feed", () -> read(told, place), all -> all.keySet().containsAll(expected.keySet()));
        assertEquals(expected, told);

        assertEquals(List.of(ids.get(3)), found("recipient=Finder3@EXAMPLE.com&status=delivered"));
        assertEquals(
                List.of(ids.get(2)),
                found("subject=2%20invoice&metadata=order%3D2&from="
                        + STACK.ready().from()));
        assertEquals(List.of(ids.get(3), ids.get(1)), found("tag=t1&class=normal"));
        assertEquals(List.of(), found("tag=t1&status=queued"));
        JsonNode first = STACK.api().get("/v1/messages?tag=t0&limit=1", 200);
        assertTrue(first.path("has_more").asBoolean());
        assertEquals(
                List.of(ids.get(2), ids.get(0)),
                found("tag=t0&cursor=" + first.path("next_cursor").asText()));
    }

    private static Map<String, JsonNode> read(Map<String, JsonNode> told, String[] place) throws Exception {
        JsonNode page = STACK.api().get("/v1/events?limit=4" + place[0], 200);
        for (JsonNode event : page.path("data")) {
            assertEquals(null, told.put(event.path("id").asText(), event), "told twice");
        }
        place[0] = "&cursor=" + page.path("next_cursor").asText();
        return told;
    }

    private static List<String> found(String query) throws Exception {
        List<String> out = new ArrayList<>();
        STACK.api()
                .get("/v1/messages?" + query, 200)
                .path("data")
                .forEach(message -> out.add(message.path("message_id").asText()));
        return out;
    }
}
