package io.migomail.jobs.accounting;

import io.migomail.analytics.WindowFact;
import io.migomail.core.AccountingLimits;
import io.migomail.core.AlertKind;
import io.migomail.core.RecordCodec;
import io.migomail.core.record.BurnRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;

/**
 * Watches the promise of every live application and class: counts deliveries as they end, on the task's thread, and judges once a minute.
 * What it found goes to whoever writes alerts, who may be slow or away without holding this up. The counts are its state.
 */
final class AlertWriter implements StatefulSinkWriter<WindowFact, byte[]> {
    private final Desk<List<AlertFinding>> findings;
    private final ProcessingTimeService timers;
    private final PromiseMeters meters;
    private final Map<AlertTarget, BurnRate> rates = new HashMap<>();

    AlertWriter(
            Desk<List<AlertFinding>> findings,
            ProcessingTimeService timers,
            Collection<byte[]> state,
            PromiseMeters meters) {
        this.findings = findings;
        this.meters = meters;
        this.timers = timers;
        for (byte[] bytes : state) {
            BurnRecord record = RecordCodec.BURN.decode(bytes);
            rates.put(
                    new AlertTarget(record.getAccountId(), record.getApplicationId(), record.getMessageClass()),
                    BurnRate.of(record));
        }
        startTimer();
    }

    /** Whether a fact is of those that are watched. */
    static boolean isWatched(WindowFact fact) {
        return fact.cut().environment().equals("live") && fact.promise() != WindowFact.Promise.NONE;
    }

    @Override
    public void write(WindowFact fact, Context context) {
        meters.ended(fact);
        rates.computeIfAbsent(AlertTarget.of(fact), target -> new BurnRate())
                .add(fact.at(), fact.promise() == WindowFact.Promise.BROKEN, fact.ours());
    }

    private void startTimer() {
        long next = timers.getCurrentProcessingTime() + AccountingLimits.ALERT_INTERVAL.toMillis();
        timers.registerTimer(next, at -> {
            judge(timers.getCurrentProcessingTime());
            startTimer();
        });
    }

    private void judge(long now) {
        rates.values().removeIf(rate -> rate.forget(now));
        List<AlertFinding> out = new ArrayList<>();
        rates.forEach((target, rate) -> {
            var figures = rate.burning(now);
            if (figures != null || !rate.calm(now)) {
                out.add(new AlertFinding(target, AlertKind.SLO_BURN, figures));
            }
        });
        findings.accept(out);
    }

    @Override
    public void flush(boolean endOfInput) {}

    @Override
    public List<byte[]> snapshotState(long checkpointId) {
        List<byte[]> out = new ArrayList<>(rates.size());
        rates.forEach((target, rate) -> out.add(RecordCodec.BURN.encode(rate.toRecord(target))));
        return out;
    }

    @Override
    public void close() {
        findings.close();
    }
}
