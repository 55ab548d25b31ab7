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
import java.io.UncheckedIOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Mail for a provider that takes it encrypted only: it waits rather than going in clear. Providers are known by hosts at
 * port 25, so this needs the right to listen there: without, it is skipped, and fails under {@code CI=true}.
 */
class TlsRequiredIT {
    private static final int SMTP = 25;

    /** Set where the port could be had. */
    private static MailWorld world;

    @RegisterExtension
    static final BeforeAllCallback PORT = context -> {
        try {
            world = new MailWorld(SMTP);
        } catch (UncheckedIOException e) {
            Assumptions.assumeTrue(
                    "true".equals(System.getenv("CI")), "port 25 of 127.0.6.1 is not to be had here: " + e);
            throw e;
        }
    };

    private static StackFixture stack;

    @BeforeAll
    static void start() throws Exception {
        stack = StackFixture.with(Map.of(
                Setting.MIGO_DELIVERY, "internet",
                Setting.MIGO_DNS, world.dns.address().toString(),
                Setting.MIGO_ALLOW_PRIVATE_MX, "true"));
        stack.beforeAll(null);
    }

    @AfterAll
    static void close() throws Exception {
        if (stack != null) {
            stack.afterAll(null);
        }
        if (world != null) {
            world.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"454 4.7.0 not now", "abort"})
    void a_failed_starttls_puts_the_mail_off_and_the_retry_is_encrypted(String behaviour) throws Exception {
        Door door = world.door().offers("PIPELINING", "STARTTLS");
        door.on(Step.STARTTLS, Behaviour.parse(behaviour), Behaviour.STANDARD);
        String recipient = "ada@" + domain(door);
        JsonNode story = stack.awaitStory(send(recipient), "delivered");
        assertEquals(2, story.path("attempts").size(), story::toString);
        waits(story);
        assertFalse(story.at("/attempts/1/tls").isNull(), story::toString);
        assertTrue(world.transactions(recipient).stream().allMatch(t -> t.tls()));
    }

    @Test
    void a_host_without_starttls_gets_nothing_in_clear() throws Exception {
        String recipient = "ada@" + domain(world.door());
        String id = send(recipient);
        JsonNode story = Await.until(
                "two attempts", () -> stack.story(id), s -> s.path("attempts").size() > 1);
        assertEquals("deferred", story.path("status").asText());
        waits(story);
        assertEquals(java.util.List.of(), world.transactions(recipient));
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
        String domain = world.domain();
        world.publish(domain, 10, domain.replace(".example", "") + ".aspmx.l.google.com", door.address());
        return domain;
    }

    private static String send(String recipient) throws Exception {
        return stack.send("""
                {"to":"%s","from":"noreply@yourapp.com","subject":"Your code","text":"847 291","class":"critical"}""".formatted(recipient));
    }
}
