package io.migomail.jobs.delivery;

import static io.migomail.jobs.delivery.Claims.accepted;
import static io.migomail.jobs.delivery.Claims.delivery;
import static io.migomail.jobs.delivery.Claims.ended;
import static io.migomail.jobs.delivery.Claims.message;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migomail.core.Limits;
import io.migomail.core.RecordCodec;
import io.migomail.core.record.AcceptedMessage;
import io.migomail.core.record.Outcome;
import io.migomail.mta.PaceInput;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The holders of idempotency keys in Flink on RocksDB. */
class IdempotencyFunctionTest {
    private static final Duration MOMENT = Duration.ofSeconds(1);

    @TempDir
    Path folder;

    private KeyedOneInputStreamOperatorTestHarness<String, Claim, PaceInput> flink;
    private final List<String> passed = new ArrayList<>();
    private final List<byte[]> told = new ArrayList<>();

    @BeforeEach
    void open() throws Exception {
        flink = open(null);
    }

    @AfterEach
    void close() throws Exception {
        flink.close();
    }

    private KeyedOneInputStreamOperatorTestHarness<String, Claim, PaceInput> open(
            @Nullable OperatorSubtaskState snapshot) throws Exception {
        var harness = new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new IdempotencyFunction()), Claim::name, Types.STRING);
        EmbeddedRocksDBStateBackend rocks = new EmbeddedRocksDBStateBackend(false);
        rocks.setDbStoragePath(folder.toUri().toString());
        harness.setStateBackend(rocks);
        harness.setStateTtlProcessingTime(Claims.START);
        harness.setup(TypeInformation.of(PaceInput.class)
                .createSerializer(harness.getExecutionConfig().getSerializerConfig()));
        if (snapshot != null) {
            harness.initializeState(snapshot);
        }
        harness.open();
        return harness;
    }

    private void restart() throws Exception {
        OperatorSubtaskState snapshot = flink.snapshot(1, 1);
        flink.close();
        flink = open(snapshot);
    }

    private void send(Claim... claims) throws Exception {
        for (Claim claim : claims) {
            flink.processElement(claim, 0);
            take();
        }
    }

    /** What came out since the last time. */
    private void take() {
        for (PaceInput input : flink.extractOutputValues()) {
            passed.add(RecordCodec.DELIVERY.decode(input.payload()).getDeliveryId());
        }
        flink.getOutput().clear();
        var ends = flink.getSideOutput(IdempotencyFunction.ENDED);
        while (ends != null && !ends.isEmpty()) {
            told.add(ends.remove().getValue().value());
        }
    }

    private List<String> scheduled() {
        var messages = flink.getSideOutput(IdempotencyFunction.SCHEDULED);
        List<String> ids = new ArrayList<>();
        while (messages != null && !messages.isEmpty()) {
            ids.add(messages.remove().getValue().messageId());
        }
        return ids;
    }

    @Test
    void aScheduledMessagePassesOnceAndHoldsTheKeyFromThen() throws Exception {
        AcceptedMessage.Builder first = Claims.scheduled("a", "one");
        send(message(first, Duration.ZERO));
        send(Claims.scheduled(first, Duration.ZERO));
        assertEquals(List.of("a"), scheduled());
        send(message(first, MOMENT));
        send(Claims.scheduled(first, MOMENT));
        AcceptedMessage.Builder other = Claims.scheduled("b", "two");
        send(message(other, MOMENT));
        send(Claims.scheduled(other, MOMENT));
        assertEquals(List.of(), scheduled());
        assertEquals(
                List.of("b.0 idempotency_conflict priya@example.org", "b.1 idempotency_conflict omar@example.org"),
                told().stream()
                        .map(o -> o.getDeliveryId() + " " + o.getCode() + " " + o.getRecipient())
                        .toList());
    }

    private List<Outcome> told() {
        return told.stream().map(RecordCodec.OUTCOME::decode).toList();
    }

    @Test
    void aDeliveryGoesOnUnchangedAndARepeatOfItEndsSilently() throws Exception {
        Claim first = delivery("a", 0, Duration.ZERO);
        flink.processElement(message("a", "one", Duration.ZERO), 0);
        flink.processElement(first, 0);
        PaceInput input = flink.extractOutputValues().get(0);
        assertEquals(first.paceKey(), input.paceKey());
        assertEquals(PaceInput.Kind.DELIVERY, input.kind());
        assertArrayEquals(first.record(), input.payload());
        take();
        send(message("a", "one", MOMENT), delivery("a", 0, MOMENT));
        assertEquals(List.of("a.0"), passed);
        assertEquals(List.of(), told());
    }

    @Test
    void everyStepIsPartOfACheckpointInWhateverOrderDeliveriesCome() throws Exception {
        Claim[] steps = {
            delivery("c", 1, MOMENT),
            delivery("a", 2, Duration.ZERO),
            message("a", "one", Duration.ZERO),
            delivery("c", 0, MOMENT),
            message("c", "two", MOMENT),
            delivery("a", 0, Duration.ZERO),
            delivery("a", 2, Duration.ZERO),
            delivery("c", 1, MOMENT),
            delivery("a", 1, Duration.ZERO),
            message("a", "one", MOMENT),
            delivery("a", 1, MOMENT),
        };
        for (Claim step : steps) {
            send(step);
            restart();
        }
        assertEquals(List.of("a.2", "a.0", "a.1"), passed);
        assertEquals(
                List.of("c.1", "c.0"),
                told().stream().map(Outcome::getDeliveryId).toList());
    }

    @Test
    void anotherBodyFailsForEveryRecipientOnceAndAtTheTimeOfTheLog() throws Exception {
        AcceptedMessage.Builder two = accepted("c", "two").addRecipients(Messages.recipient("b@example.org", "cc"));
        send(message("a", "one", Duration.ZERO), delivery("a", 0, Duration.ZERO));
        send(message(two, MOMENT), delivery(two, 0, MOMENT), delivery(two, 1, MOMENT));
        send(message(two, MOMENT), delivery(two, 0, MOMENT), delivery(two, 1, MOMENT));
        assertEquals(List.of("a.0"), passed);
        assertEquals(2, told().size());
        Outcome last = told().get(1);
        assertEquals("failed idempotency_conflict", last.getKind() + " " + last.getCode());
        assertEquals("c.1 b@example.org", last.getDeliveryId() + " " + last.getRecipient());
        assertEquals(Claims.START + 1000, last.getAt());
        assertEquals("", last.getPaceKey());
        assertEquals(0, last.getSize() + last.getInstants().getRenderedAt(), "what another rendering would change");
    }

    @Test
    void theNextDaysIdOfTheSameRequestIsToldAsAnotherNameOfTheFirst() throws Exception {
        Duration later = Duration.ofHours(3);
        send(message("a", "one", Duration.ZERO), delivery("a", 1, Duration.ZERO));
        send(message("b", "one", later), delivery("b", 1, later));
        assertEquals(List.of("a.1"), passed);
        Outcome told = told().get(0);
        assertEquals("replayed idempotent_replay", told.getKind() + " " + told.getCode());
        assertEquals("b", told.getHead().getMessageId());
        assertEquals("a.1", told.getDeliveryId());
        assertEquals(Claims.START + later.toMillis(), told.getAt());
    }

    @Test
    void whatIsNeverRenderedIsToldAndDoesNotHoldTheKey() throws Exception {
        Claim end = ended(Claim.Kind.UNRENDERED, "a", 0, Duration.ZERO);
        send(message("a", "one", Duration.ZERO), message("c", "two", MOMENT), delivery("c", 0, MOMENT));
        assertEquals(List.of(), passed);
        send(end, end);
        assertEquals(List.of("c.0"), passed);
        assertEquals(1, told.size());
        assertArrayEquals(end.record(), told.get(0));
    }

    @Test
    void keysOfOtherApplicationsAndOfTheSandboxAreOthers() throws Exception {
        AcceptedMessage.Builder app = accepted("b", "two");
        app.getHeadBuilder().setApplicationId("app_2");
        AcceptedMessage.Builder sandbox = accepted("c", "two");
        sandbox.getHeadBuilder().setEnvironment("sandbox");
        for (AcceptedMessage.Builder each : List.of(accepted("a", "one"), app, sandbox)) {
            send(message(each, Duration.ZERO), delivery(each, 0, Duration.ZERO));
        }
        assertEquals(List.of("a.0", "b.0", "c.0"), passed);
        assertEquals(List.of(), told());
    }

    @Test
    void aReplayTellsTheSameBytesThoughItRendersAtAnotherTime() throws Exception {
        send(message("a", "one", Duration.ZERO), delivery("a", 0, Duration.ZERO));
        OperatorSubtaskState checkpoint = flink.snapshot(1, 1);
        Claim conflict = ended(Claim.Kind.UNROUTED, "c", 0, MOMENT);
        send(message("c", "two", MOMENT), delivery("c", 0, MOMENT));
        flink.close();
        flink = open(checkpoint);
        send(message("c", "two", MOMENT), conflict);
        assertEquals(2, told.size());
        assertArrayEquals(told.get(0), told.get(1));
    }

    @Test
    void aMessageThatNobodyToldOfIsHeldForAWhileAndThenSent() throws Exception {
        send(delivery("a", 0, Duration.ZERO));
        restart();
        flink.setProcessingTime(IdempotencyFunction.PATIENCE.toMillis());
        take();
        assertEquals(List.of(), passed);
        flink.setProcessingTime(2 * IdempotencyFunction.PATIENCE.toMillis());
        take();
        assertEquals(List.of("a.0"), passed);
        send(delivery("a", 1, Duration.ZERO), delivery("a", 0, Duration.ZERO));
        assertEquals(List.of("a.0", "a.1"), passed);
        assertEquals(0, flink.numProcessingTimeTimers());
    }

    @Test
    void whoWaitsForAnotherToBeRenderedWaitsAsLongAsThatTakes() throws Exception {
        send(message("a", "one", Duration.ZERO), message("c", "two", MOMENT), delivery("c", 0, MOMENT));
        for (int i = 1; i <= 10; i++) {
            flink.setProcessingTime(i * IdempotencyFunction.PATIENCE.toMillis());
        }
        take();
        assertEquals(List.of(), told());
        send(delivery("a", 0, Duration.ZERO));
        assertEquals(List.of("a.0"), passed);
        assertEquals("c.0", told().get(0).getDeliveryId());
    }

    @Test
    void aKeyIsForgottenTwoDaysAfterItChangedLast() throws Exception {
        send(message("a", "one", Duration.ZERO), delivery("a", 0, Duration.ZERO));
        flink.setStateTtlProcessingTime(Claims.START + Limits.IDEMPOTENCY_KEPT.toMillis() - 1);
        send(message("a", "one", MOMENT), delivery("a", 0, MOMENT));
        assertEquals(List.of("a.0"), passed);
        flink.setStateTtlProcessingTime(Claims.START + Limits.IDEMPOTENCY_KEPT.toMillis());
        send(message("a", "one", MOMENT), delivery("a", 0, MOMENT));
        assertEquals(List.of("a.0", "a.0"), passed);
    }
}
