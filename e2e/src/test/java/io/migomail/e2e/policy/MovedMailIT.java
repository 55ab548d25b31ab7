package io.migomail.e2e.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.core.RecordCodec;
import io.migomail.core.Setting;
import io.migomail.core.Topics;
import io.migomail.core.record.Outcome;
import io.migomail.e2e.Await;
import io.migomail.e2e.StackFixture;
import io.migomail.e2e.TopicReader;
import io.migomail.testkit.mx.Behaviour;
import io.migomail.testkit.mx.Door;
import io.migomail.testkit.mx.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The MX of a domain moves while its mail is put off: the retry goes to the new host, and the story has both. */
class MovedMailIT {
    private static final MailWorld WORLD = new MailWorld();

    @RegisterExtension
    static final StackFixture STACK = WORLD.stack(Map.of(Setting.MIGO_ALLOW_PRIVATE_MX, "true"));

    @AfterAll
    static void close() {
        WORLD.close();
    }

    @Test
    void the_retry_goes_to_the_new_host_and_the_attempts_are_one_history() throws Exception {
        Door old = WORLD.door().on(Step.RCPT, Behaviour.parse("451 4.3.0 we are moving"));
        Door young = WORLD.door();
        WORLD.dns.ttl(1);
        String domain = WORLD.domain(old);
        String id = STACK.send("""
                {"to":"ada@%s","from":"noreply@yourapp.com","subject":"Your code","text":"847 291","class":"critical"}""".formatted(domain));
        Await.until("a refusal by the old host", () -> WORLD.transactions("ada@" + domain), all -> !all.isEmpty());
        WORLD.dns.clear(domain);
        WORLD.publish(domain, 10, "new." + domain, young.address());

        // The two keys' outcomes lie in partitions of their own: the end may be told before what went before it.
        JsonNode story = Await.until(
                "delivered after a refusal",
                () -> STACK.story(id),
                s -> s.path("status").asText().equals("delivered")
                        && s.path("attempts").size() > 1);
        List<JsonNode> attempts = new ArrayList<>();
        story.path("attempts").forEach(attempts::add);
        JsonNode last = attempts.remove(attempts.size() - 1);
        assertTrue(attempts.size() > 0, story::toString);
        for (JsonNode attempt : attempts) {
            assertEquals("soft_bounce " + MailWorld.host(domain), words(attempt), story::toString);
        }
        assertEquals("delivered new." + domain, words(last), story::toString);
        assertEquals(
                1,
                WORLD.transactions("ada@" + domain).stream()
                        .filter(e -> e.accepted())
                        .count());
        assertEquals(1, moves(id).size());
        assertEquals(
                "new." + domain,
                moves(id).get(0).getMoved().getRoute().getHosts(0).getHost());
    }

    private static String words(JsonNode attempt) {
        return attempt.path("outcome").asText() + " " + attempt.path("mx").asText();
    }

    private static List<Outcome> moves(String messageId) {
        return TopicReader.values(STACK.settings(), Topics.REROUTE).values().stream()
                .flatMap(List::stream)
                .map(RecordCodec.OUTCOME::decode)
                .filter(o -> o.hasMoved() && o.getHead().getMessageId().equals(messageId))
                .toList();
    }
}
