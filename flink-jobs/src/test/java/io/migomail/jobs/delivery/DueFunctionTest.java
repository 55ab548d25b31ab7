package io.migomail.jobs.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.Cell;
import io.migomail.core.Limits;
import io.migomail.core.RecordCodec;
import io.migomail.core.body.Bodies;
import io.migomail.core.body.BodyStore;
import io.migomail.core.record.AcceptedMessage;
import io.migomail.core.record.CancelRecord;
import io.migomail.core.record.Outcome;
import io.migomail.jobs.Keyed;
import io.migomail.mta.pace.Notice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages that wait for their time, in Flink. */
class DueFunctionTest {
    private static final long START = Claims.START;
    private static final long HOUR = Duration.ofHours(1).toMillis();
    // What travels into an operator must not hold the test.
    private static Path bodies;

    @TempDir
    Path folder;

    private KeyedTwoInputStreamOperatorTestHarness<String, Scheduled, Keyed, Notice> flink;

    @BeforeEach
    void open() throws Exception {
        bodies = folder.resolve("bodies");
        store().prepare();
        flink = open(null);
        flink.setProcessingTime(START);
    }

    @AfterEach
    void close() throws Exception {
        flink.close();
    }

    private static BodyStore store() {
        return BodyStore.at(bodies.toUri().toString());
    }

    private KeyedTwoInputStreamOperatorTestHarness<String, Scheduled, Keyed, Notice> open(
            @Nullable OperatorSubtaskState snapshot) throws Exception {
        var harness = new KeyedTwoInputStreamOperatorTestHarness<>(
                new KeyedCoProcessOperator<>(new DueFunction(DueFunctionTest::store, Cell.FIRST)),
                Scheduled::messageId,
                Keyed::key,
                Types.STRING);
        harness.setStateTtlProcessingTime(START);
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

    private static AcceptedMessage.Builder message(long after) {
        AcceptedMessage.Builder message = Messages.body("", "Hello");
        message.getHeadBuilder().setScheduledAt(START + after);
        return message.addRecipients(Messages.recipient("omar@example.org", "cc"));
    }

    private void schedule(AcceptedMessage message) throws Exception {
        flink.processElement1(new StreamRecord<>(Scheduled.of(message, RecordCodec.ACCEPTED.encode(message))));
    }

    private void cancel(String account, String environment) throws Exception {
        CancelRecord request = CancelRecord.newBuilder()
                .setMessageId("msg_1")
                .setAccountId(account)
                .setEnvironment(environment)
                .setRecipients(Limits.RECIPIENTS)
                .build();
        flink.processElement2(new StreamRecord<>(new Keyed("msg_1", RecordCodec.CANCEL.encode(request))));
    }

    private List<Notice> sent(String topic) {
        List<Notice> out = new ArrayList<>();
        for (var record : flink.extractOutputStreamRecords()) {
            if (record.getValue().topic().equals(topic)) {
                out.add(record.getValue());
            }
        }
        return out;
    }

    private List<Outcome> ended() {
        var records = flink.getSideOutput(DueFunction.ENDED);
        return records == null
                ? List.of()
                : records.stream()
                        .map(record ->
                                RecordCodec.OUTCOME.decode(record.getValue().value()))
                        .toList();
    }

    @Test
    void aMessageComesBackWhenItsTimeHasComeAndNotBefore() throws Exception {
        schedule(message(HOUR).build());
        flink.setProcessingTime(START + HOUR - 1);
        assertEquals(List.of(), flink.extractOutputStreamRecords());
        flink.setProcessingTime(START + HOUR);
        List<Notice> due = sent("mail.accepted.critical");
        assertEquals(1, due.size());
        assertEquals("msg_1", due.get(0).key());
        AcceptedMessage expected = message(HOUR).build();
        expected = expected.toBuilder()
                .setHead(expected.getHead().toBuilder().setDueAt(START + HOUR))
                .build();
        assertEquals(expected, RecordCodec.ACCEPTED.decode(due.get(0).value()));
        assertEquals(0, flink.numKeyedStateEntries());
    }

    @Test
    void whatIsDueIsNotScheduledAgain() {
        AcceptedMessage.Builder due = message(HOUR);
        due.getHeadBuilder().setDueAt(START + HOUR);
        assertEquals(null, Scheduled.of(due.build(), new byte[0]));
        assertEquals(null, Scheduled.of(Messages.body("", "x").build(), new byte[0]));
    }

    @Test
    void aTimeThatHasComeAlreadyIsNow() throws Exception {
        schedule(message(-1).build());
        flink.setProcessingTime(START + 1);
        assertEquals(1, sent("mail.accepted.critical").size());
    }

    @Test
    void whoWaitsIsPartOfACheckpoint() throws Exception {
        schedule(message(HOUR).build());
        restart();
        flink.setProcessingTime(START + HOUR);
        assertEquals(1, sent("mail.accepted.critical").size());
    }

    @Test
    void aCancelEndsEachDeliveryAndSaysSo() throws Exception {
        schedule(message(HOUR).build());
        cancel("acc_1", "live");
        assertEquals(
                List.of("msg_1.0 canceled priya@example.org", "msg_1.1 canceled omar@example.org"),
                ended().stream()
                        .map(o -> o.getDeliveryId() + " " + o.getKind() + " " + o.getRecipient())
                        .toList());
        assertEquals(
                List.of("msg_1.0 canceled", "msg_1.1 canceled"),
                sent("mail.cancels").stream()
                        .map(notice -> RecordCodec.CANCEL.decode(notice.value()))
                        .map(verdict -> verdict.getDeliveryId() + " " + verdict.getVerdict())
                        .toList());
        flink.setProcessingTime(START + HOUR);
        assertEquals(List.of(), sent("mail.accepted.critical"));
        assertEquals(0, flink.numKeyedStateEntries());
    }

    @Test
    void aCancelThatComesFirstHoldsAlsoAfterARestart() throws Exception {
        cancel("acc_1", "live");
        restart();
        schedule(message(HOUR).build());
        assertEquals(2, ended().size());
        flink.setProcessingTime(START + HOUR);
        assertEquals(List.of(), sent("mail.accepted.critical"));
    }

    @Test
    void nobodyCancelsWhatIsAnothersOrOfAnotherEnvironment() throws Exception {
        schedule(message(HOUR).build());
        cancel("acc_2", "live");
        cancel("acc_1", "sandbox");
        assertEquals(List.of(), ended());
        flink.setProcessingTime(START + HOUR);
        assertEquals(1, sent("mail.accepted.critical").size());
    }

    @Test
    void theBodyOfAMessageThatWaitsForDaysIsKeptAnew() throws Exception {
        AcceptedMessage large = Bodies.keep(
                Messages.body("", "x".repeat(2 * Limits.INLINE_BYTES)).build(), store());
        AcceptedMessage.Builder message = large.toBuilder();
        message.getHeadBuilder().setScheduledAt(START + Limits.SCHEDULE_AHEAD.toMillis());
        schedule(message.build());
        Path body;
        try (Stream<Path> all = Files.walk(bodies)) {
            body = all.filter(file -> file.getFileName().toString().length() == 64)
                    .findFirst()
                    .orElseThrow();
        }
        Files.setLastModifiedTime(body, FileTime.from(Instant.EPOCH));
        flink.setProcessingTime(START + Limits.SCHEDULED_BODY_REFRESH.toMillis());
        assertTrue(Files.getLastModifiedTime(body).toInstant().isAfter(Instant.EPOCH));
        assertEquals(List.of(), sent("mail.accepted.critical"));
        flink.setProcessingTime(START + Limits.SCHEDULE_AHEAD.toMillis());
        assertEquals(1, sent("mail.accepted.critical").size());
    }
}
