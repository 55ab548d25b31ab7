package io.migomail.jobs.accounting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.Limits;
import io.migomail.core.RecordCodec;
import io.migomail.core.record.WebhookOutcome;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** The queue on Flink's state and timers, on the backend it runs on. */
class WebhookQueueTest {
    private static final long START = 1_000_000;

    private static KeyedOneInputStreamOperatorTestHarness<String, WebhookInput, WebhookAttempt> harness()
            throws Exception {
        var harness = new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new WebhookQueue()), WebhookInput::webhookId, Types.STRING);
        harness.setStateBackend(new EmbeddedRocksDBStateBackend());
        ((SerializerConfigImpl) harness.getExecutionConfig().getSerializerConfig()).setGenericTypes(false);
        return harness;
    }

    private static WebhookInput event(String webhook, String id) {
        return new WebhookInput(webhook, WebhookInput.Kind.EVENT, id, id.getBytes(StandardCharsets.UTF_8));
    }

    private static WebhookInput outcome(String webhook, String id, int attempt, int status) {
        WebhookOutcome outcome = WebhookOutcome.newBuilder()
                .setWebhookId(webhook)
                .setEventId(id)
                .setAttempt(attempt)
                .setStatus(status)
                .build();
        return new WebhookInput(webhook, WebhookInput.Kind.OUTCOME, id, RecordCodec.WEBHOOK_OUTCOME.encode(outcome));
    }

    private static List<String> sent(
            KeyedOneInputStreamOperatorTestHarness<String, WebhookInput, WebhookAttempt> harness) {
        return harness.extractOutputValues().stream()
                .map(a -> a.webhookId() + " " + a.eventId() + " " + a.number() + " "
                        + new String(a.body(), StandardCharsets.UTF_8))
                .toList();
    }

    @Test
    void waitingEventsSurviveARestore() throws Exception {
        OperatorSubtaskState snapshot;
        try (var first = harness()) {
            first.open();
            first.setProcessingTime(START);
            first.processElement(event("w1", "e1"), 0);
            first.processElement(event("w2", "e1"), 0);
            first.processElement(outcome("w1", "e1", 1, 500), 0);
            assertEquals(List.of("w1 e1 1 e1", "w2 e1 1 e1"), sent(first));
            snapshot = first.snapshot(1, 1);
        }
        try (var second = harness()) {
            second.initializeState(snapshot);
            second.open();
            second.setProcessingTime(START + 4_000);
            assertEquals(List.of(), sent(second));
            second.setProcessingTime(START + 8_000);
            assertEquals(List.of("w1 e1 2 e1"), sent(second), "the retry of the failed one");
            second.processElement(outcome("w2", "e1", 1, 200), 0);
            second.setProcessingTime(START + 40_000);
            assertEquals(1, sent(second).size(), "what was in flight and succeeded is not sent again");
        }
    }

    @Test
    void anAttemptThatWasLostWithItsTaskIsMadeAgain() throws Exception {
        OperatorSubtaskState snapshot;
        try (var first = harness()) {
            first.open();
            first.setProcessingTime(START);
            first.processElement(event("w1", "e1"), 0);
            snapshot = first.snapshot(1, 1);
        }
        try (var second = harness()) {
            second.initializeState(snapshot);
            second.open();
            second.setProcessingTime(START + 60_000);
            assertEquals(List.of("w1 e1 1 e1"), sent(second));
        }
    }

    @Test
    void aDeadEndpointDelaysNoOther() throws Exception {
        try (var harness = harness()) {
            harness.open();
            harness.setProcessingTime(START);
            for (int i = 0; i < 100; i++) {
                harness.processElement(event("dead", "d" + i), 0);
            }
            harness.processElement(event("alive", "a"), 0);
            assertTrue(sent(harness).contains("alive a 1 a"));
            assertEquals(
                    WebhookRules.STANDARD.concurrency(),
                    sent(harness).stream().filter(s -> s.startsWith("dead")).count());
        }
    }

    @Test
    void anEndpointThatFailsForDaysIsSwitchedOffAndLeavesNoState() throws Exception {
        try (var harness = harness()) {
            harness.setStateBackend(new HashMapStateBackend());
            harness.open();
            harness.setProcessingTime(START);
            harness.processElement(event("w", "e1"), 0);
            harness.processElement(outcome("w", "e1", 1, 500), 0);
            harness.setProcessingTime(START + Limits.WEBHOOK_FAILING.toMillis());
            harness.processElement(outcome("w", "e1", 2, 500), 0);
            List<String> sent = sent(harness);
            assertEquals("w  0 ", sent.get(sent.size() - 1));
            assertEquals(0, harness.numKeyedStateEntries());
        }
    }

    @Test
    void goneLeavesNoState() throws Exception {
        try (var harness = harness()) {
            // Only the backend on the heap can count its entries.
            harness.setStateBackend(new HashMapStateBackend());
            harness.open();
            harness.setProcessingTime(START);
            for (int i = 0; i < 30; i++) {
                harness.processElement(event("w", "e" + i), 0);
            }
            harness.processElement(outcome("w", "e0", 1, 410), 0);
            int sent = sent(harness).size();
            harness.setProcessingTime(START + 10_000_000);
            assertEquals(sent, sent(harness).size());
            assertEquals(0, harness.numKeyedStateEntries());
        }
    }
}
