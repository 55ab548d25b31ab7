package io.migomail.e2e.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.e2e.Await;
import io.migomail.e2e.StackFixture;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A webhook is tried by its owner, and its log tells of each attempt that the endpoint saw. */
@Tag(StackFixture.SHARED)
class WebhookLogIT {
    @RegisterExtension
    static final StackFixture STACK = StackFixture.shared();

    @Test
    void what_the_endpoint_saw_is_in_the_log() throws Exception {
        try (Subscriber subscriber = new Subscriber(2)) {
            String body =
                    "{\"url\":\"" + subscriber.url() + "\",\"events\":[\"delivered\"],\"retry\":{\"schedule\":[1]}}";
            String id = STACK.api().post("/v1/webhooks", body, 201).path("id").asText();
            JsonNode tried = STACK.api().post("/v1/webhooks/" + id + "/test", "", 200);
            assertEquals(500, tried.path("status").asInt(), tried::toString);

            String message = STACK.send("{\"to\":\"hooked@example.com\",\"from\":\""
                    + STACK.ready().from() + "\",\"subject\":\"Hello\",\"text\":\"It works.\"}");
            String path = "/v1/webhooks/" + id + "/deliveries";
            JsonNode log = Await.until(
                    "two attempts in the log", () -> STACK.api().get(path, 200).path("data"), data -> data.size() == 2);
            List<String> told = new ArrayList<>();
            for (JsonNode entry : log) {
                told.add(entry.path("attempt").asText() + " "
                        + entry.path("status").asText());
                assertEquals(message, entry.path("message_id").asText());
                assertEquals("delivered", entry.path("event_type").asText());
                assertEquals(
                        subscriber.requests().get(2).id(),
                        entry.path("event_id").asText());
            }
            assertEquals(List.of("2 204", "1 500"), told);
            assertEquals(3, subscriber.requests().size());
            assertEquals(
                    1,
                    STACK.api().get(path + "?result=failed", 200).path("data").size());
            assertTrue(
                    STACK.api().get("/v1/webhooks/" + id, 200).path("enabled").asBoolean());
        }
    }
}
