package io.migomail.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.core.Setting;
import io.migomail.testkit.mx.ScriptedMx;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who is on the suppression list is not written to: not again where mail waits already, nor after a restart. */
class SuppressionsIT {
    private static final ScriptedMx MX = ScriptedMx.start();

    @RegisterExtension
    static final StackFixture STACK = StackFixture.with(Map.of(Setting.MIGO_ROUTES, "*=127.0.0.1:" + MX.port()));

    @AfterAll
    static void close() {
        MX.close();
    }

    private static String send(String to) throws Exception {
        return STACK.send("""
                {"to":"%s","from":"noreply@yourapp.com","subject":"Your code","text":"847 291","class":"critical"}""".formatted(to));
    }

    private static void suppress(String address) throws Exception {
        STACK.api().post("/v1/suppressions", "{\"address\":\"" + address + "\"}", 201);
    }

    private static int attempts(JsonNode story) {
        return story.path("attempts").size();
    }

    @Test
    void mail_that_waits_for_its_next_attempt_ends_as_suppressed_instead() throws Exception {
        String recipient = "rcpt-451-4.3.0+waits@example.com";
        String id = send(recipient);
        Await.until("an attempt", () -> STACK.story(id), story -> attempts(story) > 0);
        suppress(recipient);
        JsonNode story = STACK.awaitStory(id, "suppressed");
        assertEquals("manual", story.at("/recipients/0/code").asText(), story::toString);
        assertTrue(
                STACK.events(id).stream()
                        .anyMatch(event -> event.path("type").asText().equals("suppressed")),
                story::toString);
        String other = send("rcpt-451-4.3.0-x1+waits@example.com");
        assertEquals(2, attempts(STACK.awaitStory(other, "delivered")));
        assertEquals(attempts(story), MX.journal().of(recipient).size());
    }

    @Test
    void a_restart_knows_the_list_before_anything_goes() throws Exception {
        String recipient = "rcpt-451-4.3.0+restart@example.com";
        String id = send(recipient);
        Await.until("an attempt", () -> STACK.story(id), story -> attempts(story) > 0);
        suppress(recipient);
        suppress("fresh@example.com");
        STACK.stop();
        int before = MX.journal().of(recipient).size();
        STACK.start();
        STACK.awaitStory(send("fresh@example.com"), "suppressed");
        STACK.awaitStory(id, "suppressed");
        STACK.awaitStory(send("other@example.com"), "delivered");
        assertEquals(before, MX.journal().of(recipient).size());
        assertEquals(0, MX.journal().of("fresh@example.com").size());
    }
}
