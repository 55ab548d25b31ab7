package io.migomail.jobs.delivery;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.ByteString;
import io.migomail.core.RecordCodec;
import io.migomail.core.SuppressionScope;
import io.migomail.core.record.Delivery;
import io.migomail.core.record.Suppression;
import io.migomail.jobs.Keyed;
import io.migomail.mta.PaceInput;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Suppressions in Flink. */
class SuppressFunctionTest {
    private KeyedTwoInputStreamOperatorTestHarness<String, Addressed, Keyed, PaceInput> flink;

    @BeforeEach
    void open() throws Exception {
        flink = open(null);
    }

    @AfterEach
    void close() throws Exception {
        flink.close();
    }

    private static KeyedTwoInputStreamOperatorTestHarness<String, Addressed, Keyed, PaceInput> open(
            @Nullable OperatorSubtaskState snapshot) throws Exception {
        var harness = new KeyedTwoInputStreamOperatorTestHarness<>(
                new KeyedCoProcessOperator<>(new SuppressFunction()), Addressed::scope, Keyed::key, Types.STRING);
        if (snapshot != null) {
            harness.initializeState(snapshot);
        }
        harness.open();
        return harness;
    }

    private static Addressed delivery(String application, String environment, String recipient) {
        Delivery.Builder delivery =
                Delivery.newBuilder().setRecipient(recipient).setMime(ByteString.copyFromUtf8("m"));
        delivery.getHeadBuilder().setApplicationId(application).setEnvironment(environment);
        Delivery built = delivery.build();
        return Addressed.of(
                built, new PaceInput("mx:a|pool_1", PaceInput.Kind.DELIVERY, RecordCodec.DELIVERY.encode(built)));
    }

    private void change(String address, long at, boolean removed) throws Exception {
        Suppression change = Suppression.newBuilder()
                .setApplicationId("app_1")
                .setEnvironment("live")
                .setAddress(SuppressionScope.address(address))
                .setReason("hard_bounce")
                .setAt(at)
                .setRemoved(removed)
                .build();
        flink.processElement2(
                new StreamRecord<>(new Keyed(SuppressionScope.name(change), RecordCodec.SUPPRESSION.encode(change))));
    }

    /** Why the delivery is suppressed; empty where it goes on as it came. */
    private String suppressed(Addressed delivery) throws Exception {
        flink.getOutput().clear();
        flink.processElement1(new StreamRecord<>(delivery));
        PaceInput input = flink.extractOutputStreamRecords().get(0).getValue();
        Delivery out = RecordCodec.DELIVERY.decode(input.payload());
        assertEquals("mx:a|pool_1", input.paceKey());
        if (out.getSuppressed().isEmpty()) {
            assertArrayEquals(delivery.input().payload(), input.payload());
        }
        return out.getSuppressed();
    }

    @Test
    void aDeliveryToASuppressedAddressIsMarkedInWhateverCaseItIsWritten() throws Exception {
        change("Priya@Example.com", 1, false);
        assertEquals("hard_bounce", suppressed(delivery("app_1", "live", "priya@example.com")));
        assertEquals("hard_bounce", suppressed(delivery("app_1", "live", "PRIYA@example.com")));
    }

    @Test
    void othersGoOnAsTheyCame() throws Exception {
        change("priya@example.com", 1, false);
        for (Addressed other : List.of(
                delivery("app_1", "live", "omar@example.com"),
                delivery("app_1", "sandbox", "priya@example.com"),
                delivery("app_2", "live", "priya@example.com"))) {
            assertEquals("", suppressed(other));
        }
    }

    @Test
    void theLaterChangeHoldsInWhateverOrderTheyAreRead() throws Exception {
        change("priya@example.com", 2, true);
        change("priya@example.com", 1, false);
        assertEquals("", suppressed(delivery("app_1", "live", "priya@example.com")));
        change("priya@example.com", 3, false);
        change("priya@example.com", 2, true);
        assertEquals("hard_bounce", suppressed(delivery("app_1", "live", "priya@example.com")));
    }

    @Test
    void whatIsSuppressedIsPartOfACheckpoint() throws Exception {
        change("priya@example.com", 1, false);
        OperatorSubtaskState snapshot = flink.snapshot(1, 1);
        flink.close();
        flink = open(snapshot);
        assertEquals("hard_bounce", suppressed(delivery("app_1", "live", "priya@example.com")));
    }
}
