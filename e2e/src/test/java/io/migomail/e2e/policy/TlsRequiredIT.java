package io.migomail.e2e.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.core.Setting;
import io.migomail.e2e.Await;
import io.migomail.e2e.StackFixture;
import io.migomail.testkit.mx.Behaviour;
import io.migomail.testkit.mx.Door;
import io.migomail.testkit.mx.Step;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mail for a provider that takes it encrypted only: it waits rather than going in clear. */
class TlsRequiredIT {
    private static final MailWorld WORLD = new MailWorld();

    @RegisterExtension
    static final StackFixture STACK = WORLD.stack(Map.of(Setting.MIGO_ALLOW_PRIVATE_MX, "true"));

    @AfterAll
    static void close() throws Exception {
        WORLD.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"454 4.7.0 not now", "abort"})
    void a_failed_starttls_puts_the_mail_off_and_the_retry_is_encrypted(String behaviour) throws Exception {
        Door door = WORLD.door().offers("PIPELINING", "STARTTLS");
        door.on(Step.STARTTLS, Behaviour.parse(behaviour), Behaviour.STANDARD);
        String recipient = "ada@" + domain(door);
        JsonNode story = STACK.awaitStory(send(recipient), "delivered");
        assertEquals(2, story.path("attempts").size(), story::toString);
        waits(story);
        assertFalse(story.at("/attempts/1/tls").isNull(), story::toString);
        assertTrue(WORLD.transactions(recipient).stream().allMatch(t -> t.tls()));
    }

    @Test
    void a_host_without_starttls_gets_nothing_in_clear() throws Exception {
        String recipient = "ada@" + domain(WORLD.door());
        String id = send(recipient);
        JsonNode story = Await.until(
                "two attempts", () -> STACK.story(id), s -> s.path("attempts").size() > 1);
        assertEquals("deferred", story.path("status").asText());
        waits(story);
        assertEquals(java.util.List.of(), WORLD.transactions(recipient));
    }

    private static void waits(JsonNode story) {
        JsonNode first = story.at("/attempts/0");
        assertEquals("soft_bounce", first.path("outcome").asText(), story::toString);
        assertEquals("starttls", first.path("stage").asText());
        assertEquals("tls_failed", first.path("code").asText());
        assertEquals("tls", first.path("category").asText());
        assertTrue(first.path("dispatched_at").isNull(), "MAIL was said");
    }

    private static String domain(Door door) {
        String domain = WORLD.domain();
        WORLD.publish(domain, 10, domain.replace(".example", "") + ".aspmx.l.google.com", door.address());
        return domain;
    }

    private static String send(String recipient) throws Exception {
        return STACK.send("""
                {"to":"%s","from":"noreply@yourapp.com","subject":"Your code","text":"847 291","class":"critical"}""".formatted(recipient));
    }
}
