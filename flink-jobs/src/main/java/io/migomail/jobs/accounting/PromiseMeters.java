package io.migomail.jobs.accounting;

import io.migomail.analytics.LatencyStage;
import io.migomail.analytics.WindowFact;
import io.migomail.core.MessageClass;
import io.migomail.jobs.JobMetric;
import io.migomail.mta.metric.FlinkMeters;
import io.migomail.telemetry.Count;
import io.migomail.telemetry.Spread;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** How long live deliveries took, and whether that was as promised. One task thread. */
final class PromiseMeters {
    private record OfClass(Count kept, Count broken, Map<LatencyStage, Spread> stages) {}

    private final Map<String, OfClass> classes = new HashMap<>();

    PromiseMeters(FlinkMeters meters) {
        for (MessageClass each : MessageClass.values()) {
            Map<LatencyStage, Spread> stages = new EnumMap<>(LatencyStage.class);
            for (LatencyStage stage : LatencyStage.values()) {
                stages.put(stage, meters.histogram(JobMetric.STAGE_TIME, stage.word(), each.word()));
            }
            classes.put(
                    each.word(),
                    new OfClass(
                            meters.counter(JobMetric.PROMISES, each.word(), "kept"),
                            meters.counter(JobMetric.PROMISES, each.word(), "broken"),
                            stages));
        }
    }

    /** A delivery has ended. */
    void ended(WindowFact fact) {
        OfClass of = classes.get(fact.cut().messageClass());
        if (of == null) {
            return;
        }
        (fact.promise() == WindowFact.Promise.BROKEN ? of.broken : of.kept).one();
        of.stages.forEach((stage, spread) -> {
            long millis = stage.millis(fact.way());
            if (millis >= 0) {
                spread.observe(millis / 1e3);
            }
        });
    }
}
