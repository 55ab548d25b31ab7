package io.migomail.ingress.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DrainTest {
    private static final String PLAIN =
            "{\"to\":\"a@example.com\",\"from\":\"noreply@yourapp.com\",\"subject\":\"Hi\",\"text\":\"Hello\"}";

    @AutoClose
    private final TestIngress api = TestIngress.open();

    private TestIngress.Answer sent() {
        try {
            return api.post("/v1/messages", PLAIN);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aNodeThatLeavesIsNotReadyServesAndKeepsNoConnection() throws Exception {
        assertEquals(200, api.get("/healthz/ready").status());
        assertFalse(sent().raw().headers().firstValue("Connection").isPresent());
        api.ingress.leave();
        assertEquals(503, api.get("/healthz/ready").status());
        assertEquals(200, api.get("/healthz/live").status());
        TestIngress.Answer answer = sent();
        assertEquals(200, answer.status());
        assertEquals("close", answer.raw().headers().firstValue("Connection").orElse(""));
    }

    @Test
    void whatIsBeingServedIsAnsweredAndWhatComesNowIsSentElsewhere() throws Exception {
        api.log.mood = FakeLog.Mood.HELD;
        CompletableFuture<TestIngress.Answer> early = CompletableFuture.supplyAsync(this::sent);
        while (api.log.messages.isEmpty()) {
            Thread.onSpinWait();
        }
        CompletableFuture<Void> closed = CompletableFuture.runAsync(api.ingress::close);
        TestIngress.Answer late = api.get("/healthz/live");
        while (late.status() == 200) { // the node has not begun to drain yet
            late = api.get("/healthz/live");
        }
        assertEquals(503, late.status());
        assertEquals("shutting_down", late.body().path("code").asText());
        assertFalse(closed.isDone());
        api.log.held.complete(1L);
        assertEquals(200, early.join().status());
        closed.join();
    }
}
