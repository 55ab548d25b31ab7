package io.migomail.e2e.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

/** What the API told of one message, and what can be asked of that. Written by one thread, then read by others. */
final class Told {
    private static final Set<String> FINAL =
            Set.of("delivered", "hard_bounce", "expired", "suppressed", "canceled", "failed");
    private static final Map<String, String> KINDS =
            Map.of("soft_bounce", "deferred", "hard_bounce", "bounced", "delivered", "delivered");
    /** Of the retries of critical mail: what is late on a slow machine is not yet what comes by the next of them. */
    private static final List<Long> STEPS = List.of(5_000L, 15_000L, 45_000L);

    /** Clocks tell milliseconds, and the journal's and PACE's are two. */
    private static final long ROUNDING = 20;

    private final Case about;
    String id = "";
    /** The story when it first told of a deferral; then the newest. */
    JsonNode deferred = com.fasterxml.jackson.databind.node.MissingNode.getInstance();

    JsonNode story = com.fasterxml.jackson.databind.node.MissingNode.getInstance();
    List<JsonNode> events = new ArrayList<>();

    Told(Case about) {
        this.about = about;
    }

    /** Attempts, oldest first. */
    List<JsonNode> attempts() {
        return StreamSupport.stream(story.path("attempts").spliterator(), false).toList();
    }

    JsonNode attempt(int number) {
        List<JsonNode> all = attempts();
        assertTrue(all.size() >= number, () -> about.name + " has no attempt " + number + ": " + story);
        return all.get(number - 1);
    }

    /** Kind, stage, category, blame and code of an attempt, "-" for nothing. */
    String words(int number) {
        JsonNode attempt = attempt(number);
        StringBuilder words =
                new StringBuilder(KINDS.get(attempt.path("outcome").asText()));
        for (String field : List.of("stage", "category", "blame", "code")) {
            words.append(' ').append(attempt.path(field).asText("-").replace("null", "-"));
        }
        return words.toString();
    }

    String mx(int number) {
        return attempt(number).path("mx").asText();
    }

    String egress(int number) {
        return attempt(number).path("egress_ip").asText();
    }

    String recipient() {
        return about.recipient;
    }

    String domain() {
        return about.domain();
    }

    /** Code and category of the last event. */
    List<String> end() {
        JsonNode last = events.get(events.size() - 1).path("data");
        return List.of(last.path("code").asText(), last.path("category").asText());
    }

    /** The events' types in their order. */
    List<String> types() {
        return events.stream().map(Told::type).toList();
    }

    /** Milliseconds from the end of an attempt to the first MAIL of the next one. */
    long waited(int number) {
        return instant(attempt(number + 1), "dispatched_at") - instant(attempt(number), "at");
    }

    static long instant(JsonNode of, String field) {
        String text = of.path(field).asText();
        assertTrue(!text.isEmpty() && !text.equals("null"), () -> field + " is not told: " + of);
        return Instant.parse(text).toEpochMilli();
    }

    /** The next attempt came after so long: not before, and before the schedule's next step would have brought it. */
    void waitedFor(int number, long millis) {
        long waited = waited(number);
        assertTrue(waited >= millis - ROUNDING, () -> "attempt " + (number + 1) + " came after " + waited + " ms");
        long latest = STEPS.stream()
                .filter(step -> step > millis + millis / 10)
                .findFirst()
                .orElseThrow();
        assertTrue(waited < latest, () -> "attempt " + (number + 1) + " came only after " + waited + " ms");
    }

    /** The status, the attempts and the events tell the same, and there is one end or, where none is due, none. */
    void isOneStory() {
        assertEquals(about.ends, story.path("status").asText(), story::toString);
        List<String> attempted = attempts().stream()
                .map(a -> a.path("outcome").asText() + " " + a.path("attempt").asText())
                .toList();
        List<String> told = events.stream()
                .filter(e ->
                        KINDS.containsKey(type(e)) && !e.at("/data/smtp/stage").isMissingNode())
                .map(e -> type(e) + " " + e.at("/data/attempt").asText())
                .toList();
        assertEquals(attempted, told);
        assertEquals(1, events.stream().filter(e -> type(e).equals("queued")).count(), events::toString);
        long ends = events.stream().filter(e -> FINAL.contains(type(e))).count();
        assertEquals(about.ends.equals("deferred") ? 0 : 1, ends, events::toString);
        assertEquals(
                events.size(),
                events.stream().map(e -> e.path("id").asText()).distinct().count(),
                "an event is told twice");
    }

    /** The bounce of a story says what its attempt says. */
    static void bounceIs(JsonNode story, String type, JsonNode attempt) {
        JsonNode bounce = story.path("bounce");
        assertEquals(type, bounce.path("type").asText(), story::toString);
        for (String field : List.of("category", "smtp_code", "enhanced_code", "mx", "at")) {
            assertEquals(attempt.path(field), bounce.path(field), () -> field + " of " + story);
        }
        JsonNode response = attempt.path("response");
        if (response.isNull()) {
            assertTrue(bounce.path("diagnostic").asText().length() > 4, story::toString);
        } else {
            assertEquals(response, bounce.path("diagnostic"));
        }
    }

    private static String type(JsonNode event) {
        return event.path("type").asText();
    }
}
