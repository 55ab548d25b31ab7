package io.migomail.analytics;

import io.migomail.core.Blame;
import io.migomail.core.record.MailEvent;
import io.migomail.core.record.MailWindow;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Windows of events in memory, each once, with all that is known of their deliveries. */
final class WindowOracle {
    private WindowOracle() {}

    static List<WindowFact> facts(Collection<MailEvent> events) {
        Map<String, MailEvent> once = new LinkedHashMap<>();
        events.forEach(event -> once.put(event.getEventId(), event));
        Map<String, Long> dispatched = new HashMap<>();
        Map<String, Long> refused = new HashMap<>();
        for (MailEvent event : once.values()) {
            long at = event.getInstants().getDispatchedAt();
            // As statistics have it: a dispatch is known by its attempt's end.
            if (at > 0 && !event.getType().equals("dispatched")) {
                dispatched.merge(event.getDeliveryId(), at, Math::min);
            }
            if (event.getType().equals("soft_bounce") && !event.getBlame().equals(Blame.US.word())) {
                refused.merge(event.getDeliveryId(), event.getAt(), Math::min);
            }
        }
        return once.values().stream()
                .map(event -> WindowFact.of(event)
                        .after(
                                dispatched.getOrDefault(event.getDeliveryId(), 0L),
                                refused.getOrDefault(event.getDeliveryId(), 0L)))
                .toList();
    }

    static Collection<MailWindow> windows(Collection<WindowFact> facts) {
        Map<String, MailWindow> windows = new LinkedHashMap<>();
        for (WindowFact fact : facts) {
            String key = fact.cut().key() + "\n" + fact.minute();
            MailWindow before = windows.get(key);
            windows.put(key, before == null ? fact.alone() : fact.addTo(before));
        }
        return windows.values();
    }
}
