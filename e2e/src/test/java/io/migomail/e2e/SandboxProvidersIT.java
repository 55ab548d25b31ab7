package io.migomail.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.core.SandboxProvider;
import io.migomail.standalone.Api;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The providers that the sandbox plays: what they say, and that the product gets all its mail through. */
@Tag(StackFixture.SHARED)
class SandboxProvidersIT {
    @RegisterExtension
    static final StackFixture STACK = StackFixture.shared();

    private static Api sandbox() {
        return new Api(STACK.ready().http(), STACK.ready().sandboxKey());
    }

    private static List<String> send(int count, String local, SandboxProvider provider) throws Exception {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String body = "{\"to\":\"" + local + "+" + i + "@" + provider.domain() + "\",\"from\":\""
                    + STACK.ready().from() + "\",\"subject\":\"Hello\",\"text\":\"It works.\",\"class\":\"critical\"}";
            ids.add(sandbox().post("/v1/messages", body, 200).path("message_id").asText());
        }
        return ids;
    }

    private static JsonNode delivered(String id) throws Exception {
        return Await.until(
                id + " delivered",
                () -> sandbox().get("/v1/messages/" + id, 200),
                story -> story.path("status").asText().equals("delivered"));
    }

    /** What the MX said to attempts that it put off. */
    private static List<String> refusals(List<String> ids) throws Exception {
        List<String> said = new ArrayList<>();
        for (String id : ids) {
            delivered(id);
            JsonNode events = Await.until(
                    id + " told to its end",
                    () -> sandbox().get("/v1/messages/" + id + "/events", 200).path("data"),
                    all -> all.findValuesAsText("type").contains("delivered"));
            for (JsonNode event : events) {
                if (event.path("type").asText().equals("soft_bounce")) {
                    said.add(event.at("/data/smtp/code").asText() + " "
                            + event.at("/data/smtp/response").asText());
                }
            }
        }
        return said;
    }

    @Test
    void greylisted_mail_is_offered_again_when_it_was_asked_for() throws Exception {
        List<String> said = refusals(send(1, "a", SandboxProvider.GREYLISTING));
        assertEquals(1, said.size(), said::toString);
        assertTrue(said.get(0).startsWith("450 ") && said.get(0).contains("Greylisted"), said::toString);
    }

    @Test
    void a_connection_too_many_is_hung_up_on_and_its_mail_goes_later() throws Exception {
        List<String> said =
                refusals(send(SandboxProvider.MOST_CONNECTIONS + 1, "slow", SandboxProvider.CONNECTION_LIMIT));
        assertTrue(!said.isEmpty(), "nothing was put off");
        assertTrue(said.get(0).startsWith("421 ") && said.get(0).contains("concurrent"), said::toString);
    }

    @Test
    void what_is_over_the_rate_goes_later() throws Exception {
        List<String> said = refusals(send(SandboxProvider.MOST_MAILS + 1, "a", SandboxProvider.RATE_LIMIT));
        assertTrue(!said.isEmpty(), "nothing was put off");
        assertTrue(said.get(0).startsWith("421 ") && said.get(0).contains("rate limited"), said::toString);
    }

    @Test
    void a_provider_that_is_slow_at_the_final_dot_holds_up_nobody_else() throws Exception {
        List<String> slow = send(5, "a", SandboxProvider.SLOW_DATA);
        JsonNode other =
                delivered(send(1, "b", SandboxProvider.CONNECTION_LIMIT).get(0));
        long least = SandboxProvider.DATA_TIME.toMillis();
        assertTrue(other.at("/latency/total_ms").asLong() < least, other::toString);
        for (String id : slow) {
            JsonNode story = delivered(id);
            assertTrue(story.at("/latency/accept_ms").asLong() >= least, story::toString);
        }
    }
}
