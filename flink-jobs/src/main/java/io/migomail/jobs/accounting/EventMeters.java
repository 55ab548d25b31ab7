package io.migomail.jobs.accounting;

import io.migomail.core.EventType;
import io.migomail.core.record.MailEvent;
import io.migomail.jobs.JobMetric;
import io.migomail.mta.metric.FlinkMeters;
import io.migomail.telemetry.Count;
import io.migomail.telemetry.Label;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts the events that are derived. One task thread. */
final class EventMeters {
    private final Map<String, Count> types = new HashMap<>();
    private final Map<String, Map<String, Count>> outcomes = new HashMap<>();
    private final Count unreadable;

    EventMeters(FlinkMeters meters) {
        for (EventType type : EventType.values()) {
            if (type.ofDelivery()) {
                types.put(type.word(), meters.counter(JobMetric.EVENTS, type.word()));
            }
        }
        List<Label> labels = JobMetric.OUTCOMES.metric().labels();
        for (String outcome : labels.get(0).values()) {
            Map<String, Count> byProvider = new HashMap<>();
            for (String provider : labels.get(1).values()) {
                byProvider.put(provider, meters.counter(JobMetric.OUTCOMES, outcome, provider));
            }
            outcomes.put(outcome, byProvider);
        }
        unreadable = meters.counter(JobMetric.ACCOUNTING_UNREADABLE);
    }

    void derived(MailEvent event) {
        types.getOrDefault(event.getType(), Count.NONE).one();
        Map<String, Count> byProvider = outcomes.get(event.getType());
        if (byProvider != null) {
            Count known = byProvider.get(ProviderLabel.of(event.getProvider()));
            (known == null ? byProvider.getOrDefault(Label.OTHER, Count.NONE) : known).one();
        }
    }

    void unreadable() {
        unreadable.one();
    }
}
