package io.migomail.jobs.accounting;

import io.migomail.analytics.WindowFact;
import io.migomail.core.RecordCodec;
import io.migomail.core.record.LateEvent;
import io.migomail.core.record.MailEvent;
import io.migomail.core.record.MailWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;

/** The operators of the windows' pipeline, one behind the other, on the backend they run on. */
final class WindowPipeline implements AutoCloseable {
    /** What is to be restored. */
    record Snapshot(OperatorSubtaskState deliveries, OperatorSubtaskState windows) {}

    private final KeyedOneInputStreamOperatorTestHarness<String, DeliveryStep, WindowFact> deliveries;
    private final KeyedOneInputStreamOperatorTestHarness<String, WindowFact, byte[]> windows;
    /** What was written, in its order. */
    final List<MailWindow> written = new ArrayList<>();

    final List<LateEvent> late = new ArrayList<>();

    WindowPipeline(@Nullable Snapshot snapshot) throws Exception {
        this(new EmbeddedRocksDBStateBackend(), snapshot);
    }

    WindowPipeline(StateBackend backend, @Nullable Snapshot snapshot) throws Exception {
        deliveries = new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new Deliveries()), DeliveryStep::delivery, Types.STRING);
        windows = new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new OpenWindows()), OpenWindows::key, Types.STRING);
        for (var harness : List.of(deliveries, windows)) {
            harness.setStateBackend(backend);
            ((SerializerConfigImpl) harness.getExecutionConfig().getSerializerConfig()).setGenericTypes(false);
        }
        if (snapshot != null) {
            deliveries.initializeState(snapshot.deliveries());
            windows.initializeState(snapshot.windows());
        }
        deliveries.open();
        windows.open();
    }

    void event(MailEvent event) throws Exception {
        deliveries.processElement(DeliveryStep.of(event), event.getAt());
        for (WindowFact fact : taken(deliveries)) {
            windows.processElement(fact, fact.at());
        }
        collect();
    }

    void watermark(long at) throws Exception {
        deliveries.processWatermark(at);
        windows.processWatermark(at);
        collect();
    }

    void clock(long at) throws Exception {
        deliveries.setProcessingTime(at);
        windows.setProcessingTime(at);
        collect();
    }

    Snapshot snapshot(long number) throws Exception {
        return new Snapshot(deliveries.snapshot(number, number), windows.snapshot(number, number));
    }

    /** How many deliveries and windows are remembered; on the heap it can be counted. */
    List<Integer> remembered() {
        return List.of(deliveries.numKeyedStateEntries(), windows.numKeyedStateEntries());
    }

    private void collect() {
        taken(windows).forEach(bytes -> written.add(RecordCodec.WINDOW.decode(bytes)));
        var side = windows.getSideOutput(OpenWindows.LATE);
        while (side != null && !side.isEmpty()) {
            late.add(RecordCodec.LATE.decode(side.remove().getValue()));
        }
    }

    private static <T> List<T> taken(KeyedOneInputStreamOperatorTestHarness<String, ?, T> harness) {
        List<T> out = new ArrayList<>();
        for (Object one = harness.getOutput().poll();
                one != null;
                one = harness.getOutput().poll()) {
            if (one instanceof StreamRecord<?> record) {
                @SuppressWarnings("unchecked") // what the operator's output type says
                T value = (T) record.getValue();
                out.add(value);
            }
        }
        return out;
    }

    /** What the table says after this was written to it: of each window the fullest. */
    static void store(Map<String, MailWindow> table, List<MailWindow> written) {
        for (MailWindow window : written) {
            String key = window.getMinute() + "\n" + cut(window);
            table.merge(key, window, (one, other) -> one.getEvents() > other.getEvents() ? one : other);
        }
    }

    private static String cut(MailWindow window) {
        return String.join(
                "\n",
                window.getApplicationId(),
                window.getEnvironment(),
                window.getMessageClass(),
                window.getProvider(),
                window.getEndpoint(),
                window.getEgressIp(),
                Integer.toString(window.getKeepDays()),
                window.getAccountId());
    }

    @Override
    public void close() throws Exception {
        deliveries.close();
        windows.close();
    }
}
