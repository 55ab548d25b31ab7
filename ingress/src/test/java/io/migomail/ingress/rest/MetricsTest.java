package io.migomail.ingress.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What a node counts of its requests. */
class MetricsTest {
    private static final String BODY = "{\"to\":\"canary@example.com\",\"from\":\"noreply@yourapp.com\","
            + "\"subject\":\"canary subject\",\"text\":\"Hi\"}";

    @AutoClose
    private final TestIngress api = TestIngress.open();

    private String text() throws IOException {
        return api.ingress.meters().registry().text();
    }

    private List<String> counted(String name) throws IOException {
        return text().lines()
                .filter(line -> line.startsWith(name) && !line.endsWith(" 0.0"))
                .toList();
    }

    /** An answer is counted when it has been written, which its reader may be told of before. */
    private void has(String line) throws IOException {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (System.nanoTime() < end && text().lines().noneMatch(line::equals)) {
            LockSupport.parkNanos(1_000_000);
        }
        assertTrue(text().lines().anyMatch(line::equals), () -> line + " in " + told());
    }

    private String told() {
        try {
            return text();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void anAcceptedMessageIsCountedByClassDoorAndEnvironment() throws Exception {
        assertEquals(200, api.post("/v1/messages", BODY).status());
        has("migomail_ingress_accepted_total{class=\"normal\",door=\"rest\",environment=\"live\"} 1.0");
        has("migomail_ingress_accept_seconds_count{class=\"normal\",door=\"rest\"} 1");
        has("migomail_ingress_append_seconds_count{class=\"normal\"} 1");
    }

    @Test
    void requestsAreCountedByTheRouteOfTheTableNeverByTheirPath() throws Exception {
        for (int n = 0; n < 20; n++) {
            api.get("/v1/messages/msg_" + n);
            api.call("GET", "/wp-admin/" + n, null, null);
        }
        has("migomail_ingress_requests_total{method=\"GET\",route=\"/v1/messages/{id}\",status=\"404\"} 20.0");
        has("migomail_ingress_requests_total{method=\"GET\",route=\"unmatched\",status=\"404\"} 20.0");
        assertFalse(text().contains("msg_"), this::told);
        assertFalse(text().contains("wp-admin"), this::told);
    }

    @Test
    void refusalsAreCountedByTheirCode() throws Exception {
        assertEquals(422, api.post("/v1/messages", "{\"to\":\"nobody\"}").status());
        api.call("GET", "/v1/messages", "Bearer nothing", null);
        has("migomail_ingress_refusals_total{code=\"invalid_api_key\",door=\"rest\"} 1.0");
        assertEquals(2, counted("migomail_ingress_refusals_total").size(), this::told);
    }

    @Test
    void aLogThatIsAwayIsCountedAndMakesTheNodeUnready() throws Exception {
        has("migomail_ingress_ready 1.0");
        api.log.mood = FakeLog.Mood.AWAY;
        assertEquals(503, api.post("/v1/messages", BODY).status());
        has("migomail_ingress_append_failures_total{class=\"normal\"} 1.0");
        has("migomail_ingress_refusals_total{code=\"store_unavailable\",door=\"rest\"} 1.0");
        has("migomail_ingress_ready 0.0");
        assertEquals(
                Map.of("open", true, "kafka", false, "control", true),
                api.ingress.readiness().ask());
    }

    @Test
    void nothingOfAMessageIsToldButItsKind() throws Exception {
        api.post("/v1/messages", BODY);
        assertFalse(text().contains("canary"), this::told);
        assertFalse(text().contains("yourapp"), this::told);
    }
}
