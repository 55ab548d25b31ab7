package io.migomail.jobs.delivery;

import static io.migomail.jobs.delivery.Claims.accepted;
import static io.migomail.jobs.delivery.Claims.claim;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migomail.core.Limits;
import io.migomail.core.MessageClass;
import io.migomail.core.RecordCodec;
import io.migomail.core.record.AcceptedMessage;
import io.migomail.core.record.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
    @TempDir
    Path folder;

    private KeyedOneInputStreamOperatorTestHarness<String, Claim, Incoming> flink;

    @BeforeEach
    void open() throws Exception {
        flink = open(null);
    }

    @AfterEach
    void close() throws Exception {
        flink.close();
    }

    private KeyedOneInputStreamOperatorTestHarness<String, Claim, Incoming> open(
            @Nullable OperatorSubtaskState snapshot) throws Exception {
        var harness = new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new IdempotencyFunction()), Claim::name, Types.STRING);
        EmbeddedRocksDBStateBackend rocks = new EmbeddedRocksDBStateBackend(true);
        rocks.setDbStoragePath(folder.toUri().toString());
        harness.setStateBackend(rocks);
        harness.setStateTtlProcessingTime(Claims.START);
        harness.setup(
                Incoming.TYPE.createSerializer(harness.getExecutionConfig().getSerializerConfig()));
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

    private void send(Claim claim) throws Exception {
        flink.processElement(claim, 0);
    }

    /** Ids of the messages that went on in this class. */
    private List<String> passed(MessageClass messageClass) {
        List<String> ids = new ArrayList<>();
        var out = flink.getSideOutput(IdempotencyFunction.first(messageClass));
        if (out != null) {
            out.forEach(r -> ids.add(
                    RecordCodec.ACCEPTED.decode(r.getValue().value()).getHead().getMessageId()));
        }
        return ids;
    }

    private List<String> passed() {
        return passed(MessageClass.CRITICAL);
    }

    private List<byte[]> endedBytes() {
        List<byte[]> bytes = new ArrayList<>();
        var out = flink.getSideOutput(IdempotencyFunction.ENDED);
        if (out != null) {
            out.forEach(r -> bytes.add(r.getValue().value()));
        }
        return bytes;
    }

    private List<Outcome> ended() {
        return endedBytes().stream().map(RecordCodec.OUTCOME::decode).toList();
    }

    @Test
    void theFirstGoesOnUnchangedAndItsRepeatEndsSilently() throws Exception {
        Claim first = claim("a", "one", Duration.ZERO);
        send(first);
        send(claim("a", "one", Duration.ofHours(3)));
        assertEquals(List.of("a"), passed());
        var out = flink.getSideOutput(IdempotencyFunction.first(MessageClass.CRITICAL));
        assertArrayEquals(first.incoming().value(), out.element().getValue().value());
        assertEquals(first.incoming().queuedAt(), out.element().getValue().queuedAt());
        assertEquals(List.of(), ended());
    }

    @Test
    void anotherBodyFailsForEveryRecipientOnceAndAtTheTimeOfTheLog() throws Exception {
        send(claim("a", "one", Duration.ZERO));
        AcceptedMessage.Builder two = accepted("c", "two").addRecipients(Messages.recipient("b@example.org", "cc"));
        send(claim(MessageClass.NORMAL, two, Duration.ofSeconds(1)));
        send(claim(MessageClass.NORMAL, two, Duration.ofSeconds(2)));
        assertEquals(List.of("a"), passed());
        assertEquals(List.of(), passed(MessageClass.NORMAL));
        assertEquals(2, ended().size());
        Outcome last = ended().get(1);
        assertEquals("failed idempotency_conflict", last.getKind() + " " + last.getCode());
        assertEquals("c.1 b@example.org", last.getDeliveryId() + " " + last.getRecipient());
        assertEquals(Claims.START + 1000, last.getAt());
        assertEquals("", last.getPaceKey());
    }

    @Test
    void theNextDaysIdOfTheSameRequestIsToldAsAnotherNameOfTheFirst() throws Exception {
        send(claim("a", "one", Duration.ZERO));
        send(claim("b", "one", Duration.ofHours(3)));
        assertEquals(List.of("a"), passed());
        Outcome told = ended().get(0);
        assertEquals("replayed idempotent_replay", told.getKind() + " " + told.getCode());
        assertEquals("b", told.getHead().getMessageId());
        assertEquals("a.0", told.getDeliveryId());
        assertEquals(Claims.START + Duration.ofHours(3).toMillis(), told.getAt());
    }

    @Test
    void eachClassGoesOnInItsOwnChain() throws Exception {
        send(claim(MessageClass.NORMAL, accepted("a", "one"), Duration.ZERO));
        assertEquals(List.of(), passed());
        assertEquals(List.of("a"), passed(MessageClass.NORMAL));
    }

    @Test
    void keysOfOtherApplicationsAndOfTheSandboxAreOthers() throws Exception {
        AcceptedMessage.Builder app = accepted("b", "two");
        app.getHeadBuilder().setApplicationId("app_2");
        AcceptedMessage.Builder sandbox = accepted("c", "two");
        sandbox.getHeadBuilder().setEnvironment("sandbox");
        send(claim("a", "one", Duration.ZERO));
        send(claim(MessageClass.CRITICAL, app, Duration.ZERO));
        send(claim(MessageClass.CRITICAL, sandbox, Duration.ZERO));
        assertEquals(List.of("a", "b", "c"), passed());
        assertEquals(List.of(), ended());
    }

    @Test
    void aCheckpointKeepsTheHoldersAndAReplayTellsTheSameBytes() throws Exception {
        send(claim("a", "one", Duration.ZERO));
        restart();
        send(claim("a", "one", Duration.ZERO));
        send(claim("b", "one", Duration.ofHours(3)));
        send(claim("c", "two", Duration.ofHours(4)));
        assertEquals(List.of(), passed());
        List<byte[]> first = endedBytes();
        OperatorSubtaskState before;
        flink.close();
        flink = open(null);
        send(claim("a", "one", Duration.ZERO));
        before = flink.snapshot(1, 1);
        flink.close();
        flink = open(before);
        send(claim("b", "one", Duration.ofHours(3)));
        send(claim("c", "two", Duration.ofHours(4)));
        List<byte[]> again = endedBytes();
        assertEquals(2, first.size());
        assertArrayEquals(first.get(0), again.get(0));
        assertArrayEquals(first.get(1), again.get(1));
    }

    @Test
    void aConflictIsRememberedAcrossACheckpoint() throws Exception {
        send(claim("a", "one", Duration.ZERO));
        send(claim("c", "two", Duration.ofHours(23)));
        restart();
        send(claim("c", "two", Duration.ofHours(25)));
        assertEquals(List.of(), passed());
        assertEquals(List.of(), ended());
    }

    @Test
    void aKeyStartsAfreshADayLaterAndStillKnowsTheFormerHolder() throws Exception {
        send(claim("a", "one", Duration.ZERO));
        restart();
        flink.setStateTtlProcessingTime(Claims.START + Limits.IDEMPOTENCY_LIFE.toMillis());
        send(claim("b", "one", Limits.IDEMPOTENCY_LIFE));
        send(claim("a", "one", Limits.IDEMPOTENCY_LIFE.plusHours(1)));
        assertEquals(List.of("b"), passed());
        assertEquals(List.of(), ended());
    }

    @Test
    void aClaimIsForgottenTwoDaysAfterItChangedLast() throws Exception {
        send(claim("a", "one", Duration.ZERO));
        flink.setStateTtlProcessingTime(Claims.START + Limits.IDEMPOTENCY_KEPT.toMillis() - 1);
        send(claim("a", "one", Duration.ofHours(1)));
        assertEquals(List.of("a"), passed());
        flink.setStateTtlProcessingTime(Claims.START + Limits.IDEMPOTENCY_KEPT.toMillis());
        send(claim("a", "one", Duration.ofHours(1)));
        assertEquals(List.of("a", "a"), passed());
    }
}
