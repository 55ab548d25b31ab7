package io.migomail.e2e.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.e2e.StackFixture;
import io.migomail.testkit.mx.Door;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An MX record that points to an address of our own network is not followed, as it comes out of the box. */
class PrivateMxIT {
    private static final MailWorld WORLD = new MailWorld();

    @RegisterExtension
    static final StackFixture STACK = WORLD.stack(Map.of());

    @AfterAll
    static void close() {
        WORLD.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.25", "169.254.169.254", "192.168.1.1"})
    void mail_for_it_waits_and_says_why(String address) throws Exception {
        String domain = WORLD.domain();
        WORLD.publish(domain, 10, MailWorld.host(domain), address);
        refused(domain);
    }

    @Test
    void a_host_that_listens_there_is_not_spoken_to() throws Exception {
        Door door = WORLD.door();
        refused(WORLD.domain(door));
        assertEquals(0, WORLD.commands("EHLO"));
    }

    private static void refused(String domain) throws Exception {
        String id = STACK.send("""
                {"to":"ada@%s","from":"noreply@yourapp.com","subject":"Your code","text":"847 291","class":"critical"}""".formatted(domain));
        JsonNode story = STACK.awaitStory(id, "deferred");
        JsonNode attempt = story.at("/attempts/0");
        assertEquals("mx_address_refused", attempt.path("code").asText(), story::toString);
        assertEquals("dns", attempt.path("stage").asText());
        assertEquals(MailWorld.host(domain), attempt.path("mx").asText());
        assertEquals("soft", story.at("/bounce/type").asText());
        assertTrue(story.at("/bounce/diagnostic").asText().contains("points to"), story::toString);
    }
}
