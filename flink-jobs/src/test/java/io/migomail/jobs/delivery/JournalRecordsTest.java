package io.migomail.jobs.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.ByteString;
import io.migomail.core.OutcomeKind;
import io.migomail.core.RecordCodec;
import io.migomail.core.record.Delivery;
import io.migomail.core.record.Outcome;
import io.migomail.core.record.Route;
import io.migomail.mta.PaceInput;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.junit.jupiter.api.Test;

/** What PACE gets of its journal. */
class JournalRecordsTest {
    private static final String OLD = "dns:example.net|pool_1";

    private static List<PaceInput> read(byte[] record) {
        List<PaceInput> out = new ArrayList<>();
        new JournalRecords().flatMap(record, new ListCollector<>(out));
        return out;
    }

    private static Outcome.Builder outcome(OutcomeKind kind, String key) {
        return Outcome.newBuilder()
                .setDeliveryId("msg_1.0")
                .setAttempt(2)
                .setKind(kind.word())
                .setPaceKey(key);
    }

    @Test
    void aMoveIsToldToTheOldKeyAndGivenToTheNewOne() {
        Delivery moved = Delivery.newBuilder()
                .setDeliveryId("msg_1.0")
                .setMime(ByteString.copyFromUtf8("x\r\n"))
                .setRoute(Route.newBuilder().setGroup("mx:new.example"))
                .setPoolId("pool_1")
                .setAttempts(3)
                .build();
        Outcome left = outcome(OutcomeKind.REROUTED, OLD).build();
        List<PaceInput> inputs =
                read(RecordCodec.OUTCOME.encode(left.toBuilder().setMoved(moved).build()));
        assertEquals(2, inputs.size());
        assertEquals(OLD, inputs.get(0).paceKey());
        assertEquals(PaceInput.Kind.OUTCOME, inputs.get(0).kind());
        assertEquals(left, RecordCodec.OUTCOME.decode(inputs.get(0).payload()));
        assertEquals("mx:new.example|pool_1", inputs.get(1).paceKey());
        assertEquals(PaceInput.Kind.DELIVERY, inputs.get(1).kind());
        assertEquals(moved, RecordCodec.DELIVERY.decode(inputs.get(1).payload()));
    }

    @Test
    void anOutcomeAndAFenceKeepTheirKeysAndWhatNeverWasInPaceIsPassedOver() {
        byte[] delivered = RecordCodec.OUTCOME.encode(
                outcome(OutcomeKind.DELIVERED, "mx:a|pool_1").build());
        assertEquals(PaceInput.Kind.OUTCOME, read(delivered).get(0).kind());
        byte[] fence = RecordCodec.OUTCOME.encode(
                outcome(OutcomeKind.FENCE, "fence:1|fence").build());
        assertEquals(PaceInput.Kind.FENCE, read(fence).get(0).kind());
        assertEquals("mx:a|pool_1", read(delivered).get(0).paceKey());
        assertEquals(
                List.of(),
                read(RecordCodec.OUTCOME.encode(outcome(OutcomeKind.FAILED, "").build())));
        assertEquals(List.of(), read(new byte[] {1, 2, 3}));
    }
}
