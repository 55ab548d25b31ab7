package io.migomail.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.MessageLite;
import io.migomail.core.record.ControlRecord;
import io.migomail.core.record.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Records are read as every version wrote them: the golden files are never made again for an old version. */
class RecordCodecTest {
    private record Case<T extends MessageLite>(RecordCodec<T> codec, T sample) {
        void readsGolden(byte[] golden, boolean newest) {
            assertEquals(sample, codec.decode(golden));
            if (newest) {
                assertArrayEquals(golden, codec.encode(sample));
            }
        }
    }

    /** The newest version of every record. */
    private static final Map<String, Case<?>> CASES = Map.ofEntries(
            Map.entry("accepted-v2", new Case<>(RecordCodec.ACCEPTED, Samples.acceptedByReference())),
            Map.entry("accepted-digest-v2", new Case<>(RecordCodec.ACCEPTED, Samples.acceptedWithDigest())),
            Map.entry("keyed-messages-v1", new Case<>(RecordCodec.KEYED_MESSAGES, Samples.keyedMessages())),
            Map.entry("delivery-v2", new Case<>(RecordCodec.DELIVERY, Samples.deliveryByReference())),
            Map.entry(
                    "content-v1",
                    new Case<>(RecordCodec.CONTENT, Samples.accepted().getContent())),
            Map.entry("outcome-v1", new Case<>(RecordCodec.OUTCOME, Samples.outcome())),
            Map.entry("fence-v1", new Case<>(RecordCodec.OUTCOME, Samples.fence())),
            Map.entry(
                    "held-outcome-v1",
                    new Case<>(
                            RecordCodec.OUTCOME,
                            Samples.outcome().toBuilder()
                                    .setHold(Hold.GROUP.word())
                                    .build())),
            Map.entry("cancel-v1", new Case<>(RecordCodec.CANCEL, Samples.cancel())),
            Map.entry("cancel-verdict-v1", new Case<>(RecordCodec.CANCEL, Samples.verdict())),
            Map.entry("pace-question-v1", new Case<>(RecordCodec.QUESTION, Samples.question())),
            Map.entry("pace-status-v1", new Case<>(RecordCodec.STATUS, Samples.status())),
            Map.entry(
                    "rerouted-v1",
                    new Case<>(
                            RecordCodec.OUTCOME,
                            Samples.outcome().toBuilder()
                                    .setKind(OutcomeKind.REROUTED.word())
                                    .setMoved(Samples.deliveryByReference())
                                    .build())),
            Map.entry("event-v1", new Case<>(RecordCodec.EVENT, Samples.event())),
            Map.entry("engaged-event-v1", new Case<>(RecordCodec.EVENT, Samples.engaged())),
            Map.entry("proven-event-v1", new Case<>(RecordCodec.EVENT, Samples.proven())),
            Map.entry(
                    "proven-outcome-v1",
                    new Case<>(
                            RecordCodec.OUTCOME,
                            Samples.outcome().toBuilder()
                                    .setSent(Samples.sent())
                                    .build())),
            Map.entry(
                    "signed-delivery-v2",
                    new Case<>(
                            RecordCodec.DELIVERY,
                            Samples.deliveryByReference().toBuilder()
                                    .addSignatures(Samples.signature())
                                    .build())),
            Map.entry("hit-v1", new Case<>(RecordCodec.HIT, Samples.hit())),
            Map.entry("report-v1", new Case<>(RecordCodec.REPORT, Samples.report())),
            Map.entry("burn-record-v1", new Case<>(RecordCodec.BURN, Samples.burn())),
            Map.entry("overdue-record-v1", new Case<>(RecordCodec.OVERDUE, Samples.overdue())),
            Map.entry("late-event-v1", new Case<>(RecordCodec.LATE, Samples.late())),
            Map.entry("window-v1", new Case<>(RecordCodec.WINDOW, Samples.window())),
            Map.entry("webhook-outcome-v1", new Case<>(RecordCodec.WEBHOOK_OUTCOME, Samples.webhookOutcome())),
            Map.entry("webhook-request-v1", new Case<>(RecordCodec.WEBHOOK_REQUEST, Samples.webhookRequest())),
            Map.entry("audited-control-v1", new Case<>(RecordCodec.CONTROL, Samples.audited())),
            Map.entry("control-v1", new Case<>(RecordCodec.CONTROL, Samples.control())));

    /** Versions that are no longer written. */
    private static final Map<String, Case<?>> OLD = Map.of(
            "accepted-v1", new Case<>(RecordCodec.ACCEPTED, Samples.accepted()),
            "delivery-v1", new Case<>(RecordCodec.DELIVERY, Samples.delivery()));

    @TestFactory
    Stream<DynamicTest> everyRecordReadsItsGoldenFile() {
        return Stream.of(CASES, OLD)
                .flatMap(cases -> cases.entrySet().stream())
                .map(e -> DynamicTest.dynamicTest(
                        e.getKey(),
                        () -> e.getValue()
                                .readsGolden(golden(e.getKey(), e.getValue()), CASES.containsKey(e.getKey()))));
    }

    @Test
    void aStreamGetsTheSameBytes() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        RecordCodec.ACCEPTED.writeTo(Samples.accepted(), out);
        assertArrayEquals(RecordCodec.ACCEPTED.encode(Samples.accepted()), out.toByteArray());
    }

    @Test
    void aNewerVersionIsRefused() {
        byte[] bytes = RecordCodec.OUTCOME.encode(Samples.outcome());
        bytes[1] = 2;
        assertThrows(RecordFormatException.class, () -> RecordCodec.OUTCOME.decode(bytes));
    }

    @Test
    void bytesThatAreNoRecordAreRefused() {
        assertThrows(RecordFormatException.class, () -> RecordCodec.OUTCOME.decode(new byte[0]));
        assertThrows(
                RecordFormatException.class,
                () -> RecordCodec.OUTCOME.decode("{}".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        byte[] cut = RecordCodec.OUTCOME.encode(Samples.outcome());
        assertThrows(
                RecordFormatException.class,
                () -> RecordCodec.OUTCOME.decode(java.util.Arrays.copyOf(cut, cut.length - 3)));
    }

    @Test
    void anEmptyRecordTakesTwoBytes() {
        assertEquals(2, RecordCodec.OUTCOME.encode(Outcome.getDefaultInstance()).length);
        assertEquals(ControlRecord.getDefaultInstance(), RecordCodec.CONTROL.decode(new byte[] {'M', 1}));
    }

    private static byte[] golden(String name, Case<?> sample) throws IOException {
        String make = System.getProperty("golden.make", "");
        if (make.equals(name)) {
            Files.writeString(Path.of("src/test/resources/golden", name + ".hex"), hex(sample) + "\n");
        }
        try (var in = RecordCodecTest.class.getResourceAsStream("/golden/" + name + ".hex")) {
            assertNotNull(in, "golden file " + name);
            return HexFormat.of()
                    .parseHex(new String(in.readAllBytes(), java.nio.charset.StandardCharsets.US_ASCII).strip());
        }
    }

    private static <T extends MessageLite> String hex(Case<T> sample) {
        return HexFormat.of().formatHex(sample.codec().encode(sample.sample()));
    }
}
