package io.migomail.jobs.accounting;

import io.migomail.control.ControlPlane;
import io.migomail.core.AlertKind;
import io.migomail.core.Cell;
import io.migomail.core.Topics;
import io.migomail.core.record.Alert;
import io.migomail.core.record.DeliveryPlace;
import io.migomail.core.record.MailEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The operators that find stuck deliveries, one behind the other, with a clock, a broker and a PACE that the test moves. */
final class StuckPipeline implements AutoCloseable {
    /** Where the clock begins. */
    static final long START = 1_790_000_000_000L;

    /** What is to be restored. */
    record Snapshot(OperatorSubtaskState deliveries, List<byte[]> overdue) {}

    private final ControlPlane control;
    private final KeyedOneInputStreamOperatorTestHarness<String, StuckStep, Overdue> deliveries;
    private final StuckWriter writer;
    private final FakeTimers timers = new FakeTimers();
    private final StuckJudge judge;
    private final AlertBook book;
    private long now;

    /** Whether accounting reads. */
    boolean reads = true;

    /** Whether PACE can be asked. */
    boolean askable = true;

    /** What PACE has. */
    final Map<String, DeliveryPlace> places = new HashMap<>();

    final List<Set<String>> asked = new ArrayList<>();
    final List<String> told = new ArrayList<>();

    StuckPipeline(ControlPlane control, long start, @Nullable Snapshot snapshot) throws Exception {
        this.control = control;
        deliveries = new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new OpenDeliveries()), StuckStep::delivery, Types.STRING);
        deliveries.setStateBackend(new HashMapStateBackend());
        ((SerializerConfigImpl) deliveries.getExecutionConfig().getSerializerConfig()).setGenericTypes(false);
        if (snapshot != null) {
            deliveries.initializeState(snapshot.deliveries());
        }
        deliveries.open();
        now = start;
        deliveries.setProcessingTime(now);
        timers.advance(now - timers.getCurrentProcessingTime());
        judge = new StuckJudge(new ReadMark(new Broker(), ReadMark.journal(List.of(Cell.FIRST))), this::where);
        book = new AlertBook(control, AlertKind.STUCK_DELIVERIES, event -> told.add(event.getType()));
        writer = new StuckWriter(new Desk(), timers, snapshot == null ? List.of() : snapshot.overdue());
        clock(start);
    }

    private final class Desk implements io.migomail.jobs.accounting.Desk<List<OverdueList.View>> {
        @Override
        public void accept(List<OverdueList.View> views) {
            try {
                StuckSink.settle(judge, book, views, now);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() {}
    }

    private final class Broker implements ReadMark.Positions {
        @Override
        public Map<TopicPartition, Long> ends(List<Topics.Topic> topics) {
            return Map.of();
        }

        @Override
        public boolean reached(String pipeline, Map<TopicPartition, Long> ends) {
            return reads;
        }
    }

    private Map<String, DeliveryPlace> where(Map<String, Set<String>> deliveriesOfAccounts) throws IOException {
        if (!askable) {
            throw new IOException("away");
        }
        Map<String, DeliveryPlace> out = new HashMap<>();
        deliveriesOfAccounts.values().forEach(ids -> {
            asked.add(Set.copyOf(ids));
            ids.stream().filter(places::containsKey).forEach(id -> out.put(id, places.get(id)));
        });
        return out;
    }

    void event(MailEvent event) throws Exception {
        StuckStep step = StuckStep.of(event);
        if (step != null) {
            deliveries.processElement(step, event.getAt());
            pass();
        }
    }

    /** Moves the clock, second by second. */
    void clock(long at) throws Exception {
        while (now < at) {
            long step = Math.min(1_000, at - now);
            now += step;
            deliveries.setProcessingTime(now);
            pass();
            timers.advance(step);
        }
    }

    void run(long millis) throws Exception {
        clock(now + millis);
    }

    long now() {
        return now;
    }

    private void pass() throws Exception {
        for (Overdue overdue : deliveries.extractOutputValues()) {
            writer.write(overdue, null);
        }
        deliveries.getOutput().clear();
    }

    List<Alert> open(String application) {
        return control.view().alerts().stream()
                .filter(alert ->
                        alert.getResolvedAt() == 0 && alert.getApplicationId().equals(application))
                .toList();
    }

    long stuck() {
        return judge.stuck();
    }

    /** Deliveries and timers in the state. */
    List<Integer> remembered() {
        return List.of(deliveries.numKeyedStateEntries(), deliveries.numProcessingTimeTimers());
    }

    Snapshot snapshot() throws Exception {
        return new Snapshot(deliveries.snapshot(1, now), writer.snapshotState(1));
    }

    @Override
    public void close() throws Exception {
        deliveries.close();
        writer.close();
    }
}
