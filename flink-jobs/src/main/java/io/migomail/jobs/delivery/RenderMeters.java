package io.migomail.jobs.delivery;

import io.migomail.core.MessageClass;
import io.migomail.jobs.JobMetric;
import io.migomail.mta.metric.FlinkMeters;
import io.migomail.telemetry.Count;
import io.migomail.telemetry.Spread;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** What is counted of rendering. Thread-safe. */
record RenderMeters(Map<String, Count> deliveries, Spread times, Count failures, Count unreadable, Count late) {
    static RenderMeters of(FlinkMeters meters) {
        return new RenderMeters(
                Arrays.stream(MessageClass.values())
                        .collect(Collectors.toMap(
                                MessageClass::word, each -> meters.counter(JobMetric.RENDERED, each.word()))),
                meters.histogram(JobMetric.RENDER_TIME),
                meters.counter(JobMetric.RENDER_FAILURES),
                meters.counter(JobMetric.DELIVERY_UNREADABLE),
                meters.counter(JobMetric.DELIVERY_CONTROL_LATE));
    }

    void rendered(String messageClass, int count) {
        deliveries.getOrDefault(messageClass, Count.NONE).add(count);
    }
}
