package io.migomail.jobs.accounting;

import io.migomail.core.AccountingLimits;
import io.migomail.core.RecordCodec;
import io.migomail.core.record.OverdueRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;

/**
 * Holds the overdue deliveries of every application and class, which are its state, on the task's thread; every few seconds whoever judges
 * them is shown all.
 */
final class StuckWriter implements StatefulSinkWriter<Overdue, byte[]> {
    private final Desk<List<OverdueList.View>> desk;
    private final ProcessingTimeService timers;
    private final Map<AlertTarget, OverdueList> lists = new HashMap<>();
    private int names;

    StuckWriter(Desk<List<OverdueList.View>> desk, ProcessingTimeService timers, Collection<byte[]> state) {
        this.desk = desk;
        this.timers = timers;
        for (byte[] bytes : state) {
            OverdueRecord record = RecordCodec.OVERDUE.decode(bytes);
            OverdueList list = OverdueList.of(record);
            lists.put(AlertTarget.of(record), list);
            names += list.names();
        }
        startTimer();
    }

    @Override
    public void write(Overdue overdue, Context context) {
        AlertTarget target = overdue.target();
        if (!overdue.over()) {
            names += lists.computeIfAbsent(target, one -> new OverdueList())
                    .add(overdue, names < AccountingLimits.STUCK_NAMED_ALL);
            return;
        }
        OverdueList list = lists.get(target);
        if (list != null) {
            names -= list.remove(overdue.delivery());
            if (list.isEmpty()) {
                lists.remove(target);
            }
        }
    }

    private void startTimer() {
        long next = timers.getCurrentProcessingTime() + AccountingLimits.STUCK_INTERVAL.toMillis();
        timers.registerTimer(next, at -> {
            List<OverdueList.View> views = new ArrayList<>(lists.size());
            lists.forEach((target, list) -> views.add(list.view(target)));
            desk.accept(views);
            startTimer();
        });
    }

    @Override
    public void flush(boolean endOfInput) {}

    @Override
    public List<byte[]> snapshotState(long checkpointId) {
        List<byte[]> out = new ArrayList<>(lists.size());
        lists.forEach((target, list) -> out.add(RecordCodec.OVERDUE.encode(list.toRecord(target))));
        return out;
    }

    @Override
    public void close() {
        desk.close();
    }
}
