package io.migomail.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class CheckCommandTest {
    private static final String ACCEPTED = "{\"message_id\":\"msg_1\",\"status\":\"queued\"}";
    private static final String READY = "{\"status\":\"ok\"}";
    private static final String DOMAIN =
            "{\"id\":\"dom_1\",\"name\":\"yourapp.com\",\"stream\":\"transactional\",\"verified\":true}";

    @AutoClose
    private final FakeApi api = new FakeApi();

    private static String story(String status) {
        return "{\"message_id\":\"msg_1\",\"status\":\"" + status + "\",\"counts\":{},\"application\":\"app_1\","
                + "\"recipients\":[{\"email\":\"a@example.com\",\"status\":\"" + status + "\"}],\"attempts\":[],"
                + "\"latency\":{\"total_ms\":320},\"sla\":{}}";
    }

    @Test
    void aSandboxMailGoesTheWholeWay() {
        api.on("GET /healthz/ready", 503, FakeApi.problem("store_unavailable", "Not yet."))
                .on("GET /healthz/ready", 200, READY)
                .on("GET /v1/domains", 200, FakeApi.page(null, DOMAIN))
                .on("POST /v1/messages", 200, ACCEPTED)
                .on("GET /v1/messages/msg_1", 200, story("queued"))
                .on("GET /v1/messages/msg_1", 200, story("delivered"));
        Ran ran = Ran.with(Map.of("MIGO_API_KEY", Ran.SANDBOX_KEY), "", "check", "rest", "--url=" + api.url());
        assertEquals("ok: ready, and msg_1 was delivered within 320 ms\n", ran.out());
        assertEquals(0, ran.status(), ran.err());
        assertTrue(api.asked.stream().anyMatch(each -> each.body().contains("check@yourapp.com")));
    }

    @Test
    void aMailThatIsNotDeliveredFails() {
        api.on("GET /healthz/ready", 200, READY)
                .on("POST /v1/messages", 200, ACCEPTED)
                .on("GET /v1/messages/msg_1", 200, story("deferred"));
        Ran ran = Ran.at(api, "check", "rest", "--from=x@yourapp.com", "--wait=5s");
        assertEquals(1, ran.status());
        assertEquals("failed: msg_1 was accepted, and is deferred instead of delivered\n", ran.err());
    }

    @Test
    void aNodeThatIsNotReadyFails() {
        api.on("GET /healthz/ready", 503, FakeApi.problem("store_unavailable", "No."));
        Ran ran = Ran.at(api, "check", "rest", "--wait=5s");
        assertEquals(1, ran.status());
        assertEquals("failed: " + api.url() + "/healthz/ready answers 503\n", ran.err());
    }

    @Test
    void aRefusedSendFails() {
        api.on("GET /healthz/ready", 200, READY)
                .on("POST /v1/messages", 403, FakeApi.problem("domain_not_verified", "Not verified."));
        Ran ran = Ran.at(api, "check", "rest", "--from=x@yourapp.com");
        assertEquals(1, ran.status());
        assertEquals("failed: domain_not_verified: Not verified. (req_1)\n", ran.err());
    }

    @Test
    void aLiveKeyIsNotUsed() {
        Ran ran = Ran.with(Map.of("MIGO_API_KEY", "migo_sk_live_x"), "", "check", "rest", "--url=" + api.url());
        assertEquals(1, ran.status());
        assertEquals(0, api.asked.size());
    }

    private static String jobs(String name, String state, int running) {
        return "{\"jobs\":[{\"jid\":\"1\",\"name\":\"" + name + "\",\"state\":\"" + state
                + "\",\"tasks\":{\"total\":4,\"running\":" + running + "}}]}";
    }

    @Test
    void aJobRunsOnceAllOfItsTasksDo() {
        api.on("GET /jobs/overview", 200, "{\"jobs\":[]}")
                .on("GET /jobs/overview", 200, jobs("delivery", "RUNNING", 2))
                .on("GET /jobs/overview", 200, jobs("delivery", "RUNNING", 4));
        Ran ran = Ran.at(api, "check", "job", "--url=" + api.url());
        assertEquals("ok: the job delivery runs with 4 tasks\n", ran.out());
        assertEquals(0, ran.status(), ran.err());
        assertEquals(3, api.asked.size());
    }

    @Test
    void anotherJobIsNotTheOne() {
        api.on("GET /jobs/overview", 200, jobs("accounting", "RUNNING", 4));
        Ran ran = Ran.at(api, "check", "job", "--url=" + api.url(), "--name=delivery", "--wait=3s");
        assertEquals(1, ran.status());
        assertEquals(
                "failed: " + api.url() + " has accounting RUNNING with 4 of 4 tasks; wanted: delivery\n", ran.err());
    }

    @Test
    void nobodyAtTheSmtpAddressFails() {
        Ran ran = Ran.at(api, "check", "smtp", "--address=127.0.0.1:1", "--wait=2s");
        assertEquals(1, ran.status());
        assertTrue(ran.err().startsWith("failed: 127.0.0.1:1: "), ran.err());
    }

    @Test
    void whatIsNoAddressIsWrongUsage() {
        assertEquals(
                2, Ran.at(api, "check", "smtp", "--address=mail.example.com").status());
    }
}
