package io.migomail.mta.sink;

import io.migomail.mta.metric.FlinkMeters;
import io.migomail.mta.metric.MtaMetric;
import io.migomail.telemetry.Count;
import io.migomail.telemetry.Label;
import io.migomail.telemetry.Spread;
import java.util.HashMap;
import java.util.Map;
import java.util.function.DoubleSupplier;

/** What a writer counts. Thread-safe. */
final class WriterMeters {
    private final Map<String, Count> attempts = new HashMap<>();
    private final Count others;
    private final Spread acknowledgements;

    /** @param lag seconds since the oldest outcome that is not acknowledged */
    WriterMeters(FlinkMeters meters, DoubleSupplier lag) {
        for (String outcome : MtaMetric.ATTEMPTS.metric().labels().get(0).values()) {
            attempts.put(outcome, meters.counter(MtaMetric.ATTEMPTS, outcome));
        }
        others = attempts.getOrDefault(Label.OTHER, Count.NONE);
        acknowledgements = meters.histogram(MtaMetric.JOURNAL_TIME);
        meters.gauge(MtaMetric.JOURNAL_LAG, lag);
    }

    /** @param kind a word of {@link io.migomail.core.OutcomeKind} */
    void ended(String kind) {
        attempts.getOrDefault(kind, others).one();
    }

    void acknowledged(long nanos) {
        acknowledgements.nanos(nanos);
    }
}
