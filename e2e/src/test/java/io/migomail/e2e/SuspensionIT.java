package io.migomail.e2e;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.standalone.Api;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an operator has suspended waits, is told as such, and goes when it is resumed. */
@Tag(StackFixture.SHARED)
class SuspensionIT {
    @RegisterExtension
    static final StackFixture STACK = StackFixture.shared();

    @Test
    void mail_of_a_suspended_pool_waits_and_is_delivered_once_it_is_resumed() throws Exception {
        JsonNode pools = new Api(STACK.ready().http(), STACK.ready().sandboxKey()).get("/v1/ip-pools", 200);
        String pool = pools.at("/data/0/id").asText();
        STACK.api().post("/v1/ip-pools/" + pool + "/suspend", "{}", 200);
        try {
            String id = new PatientClient(STACK.ready().http(), STACK.ready().sandboxKey())
                    .send("{\"to\":\"suspended-pool@example.com\",\"from\":\""
                            + STACK.ready().from() + "\",\"subject\":\"Wait\",\"text\":\"It works.\"}");
            Api sandbox = new Api(STACK.ready().http(), STACK.ready().sandboxKey());
            Await.until(
                    "the reason",
                    () -> sandbox.get("/v1/messages/" + id + "/explain", 200).at("/deliveries/0/reason"),
                    reason -> reason.asText().equals("suspended"));
            Await.until(
                    "the queue",
                    () -> sandbox.get("/v1/queues?pool=" + pool, 200).path("data"),
                    data -> data.findValuesAsText("binding_limit").contains("suspended"));
            assertTrue(sandbox.get("/v1/ip-pools/" + pool, 200).path("waiting").asInt() > 0);
            STACK.api().post("/v1/ip-pools/" + pool + "/resume", "{}", 200);
            Await.until(
                    "its delivery",
                    () -> sandbox.get("/v1/messages/" + id, 200),
                    story -> story.path("status").asText().equals("delivered"));
        } finally {
            STACK.api().post("/v1/ip-pools/" + pool + "/resume", "{}", 200);
        }
    }
}
