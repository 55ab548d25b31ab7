package io.migomail.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.core.Limits;
import io.migomail.core.Setting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A body store that is away for half a minute, while a message needs it that becomes too large when it is rendered, for
 * too many recipients to travel in records: it waits, and small mail of its class does not notice.
 */
class BodyStoreAwayIT {
    private static final Duration AWAY = Duration.ofSeconds(30);
    /** Small mails at least, however long a slow machine needs for them. */
    private static final int SMALL = 10;

    private static final int LINES = 2_000;
    private static final long PROMISE_MILLIS = 2_000;

    @RegisterExtension
    static final StackFixture STACK = StackFixture.capturing();

    @Test
    void small_mail_of_the_same_class_flows_and_the_large_one_goes_when_the_store_is_back() throws Exception {
        STACK.awaitStory(STACK.send(small("warm-up")), "delivered");
        template();
        Path bodies = STACK.settings().folder(Setting.MIGO_DATA).resolve("bodies");
        Path away = bodies.resolveSibling("bodies-away");
        Files.move(bodies, away);
        List<JsonNode> stories = new ArrayList<>();
        String large;
        try {
            large = STACK.send(large());
            long end = System.nanoTime() + AWAY.toNanos();
            for (int i = 0; System.nanoTime() < end || i < SMALL; i++) {
                stories.add(STACK.awaitStory(STACK.send(small("s" + i)), "delivered"));
            }
            assertEquals("queued", STACK.story(large).path("status").asText());
        } finally {
            Files.move(away, bodies);
        }
        JsonNode story = STACK.awaitStory(large, "delivered");
        assertEquals(Limits.RECIPIENTS, story.path("recipients").size());
        List<Long> late = stories.stream()
                .map(s -> s.at("/latency/total_ms").asLong())
                .filter(ms -> ms > PROMISE_MILLIS)
                .toList();
        assertEquals(List.of(), late, "small mail was held up, of " + stories.size());
    }

    private static String small(String name) {
        return "{\"to\":\"" + name
                + "@example.com\",\"from\":\"noreply@yourapp.com\",\"subject\":\"Small\",\"text\":\"x\",\"class\":\"critical\"}";
    }

    /** A line of the variables becomes 300 octets of HTML. */
    private static void template() throws Exception {
        String html = "<p>[#list lines as line]<b>${line}</b>" + "<i>pad</i>".repeat(30) + "\\n[/#list]</p>";
        STACK.api()
                .post(
                        "/v1/templates",
                        "{\"alias\":\"grows\",\"subject\":\"Large\",\"html\":\"" + html + "\",\"class\":\"critical\"}",
                        201);
    }

    private static String large() {
        String to = IntStream.range(0, Limits.RECIPIENTS)
                .mapToObj(i -> "\"r" + i + "@example.com\"")
                .collect(Collectors.joining(","));
        String lines = IntStream.range(0, LINES).mapToObj(i -> "\"l" + i + "\"").collect(Collectors.joining(","));
        return "{\"to\":[" + to + "],\"from\":\"noreply@yourapp.com\",\"template\":\"grows\",\"variables\":{\"lines\":["
                + lines + "]}}";
    }
}
