package io.migomail.analytics;

import io.migomail.core.Schedule;
import io.migomail.core.record.MailEvent;
import io.migomail.core.record.MessageHead;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The report on the promised time the slow way: delivery by delivery, over events in memory. */
final class SlaOracle {
    private final SlaQuery query;
    private final Map<String, List<MailEvent>> deliveries = new LinkedHashMap<>();
    /** Names of messages that have another. */
    private final Set<String> repeats = new HashSet<>();

    SlaOracle(List<MailEvent> stored, SlaQuery query) {
        this.query = query;
        Map<String, MailEvent> once = new LinkedHashMap<>();
        stored.forEach(event -> once.put(event.getEventId(), event));
        for (MailEvent event : once.values()) {
            if (event.getType().equals("replayed")) {
                repeats.add(event.getHead().getMessageId());
            }
            deliveries
                    .computeIfAbsent(event.getDeliveryId(), id -> new ArrayList<>())
                    .add(event);
        }
    }

    List<SlaRow> rows() {
        Map<String, List<List<MailEvent>>> groups = new TreeMap<>();
        List<List<MailEvent>> all = new ArrayList<>();
        for (List<MailEvent> delivery : deliveries.values()) {
            MessageHead head = delivery.get(0).getHead();
            if (isAsked(head)) {
                all.add(delivery);
                groups.computeIfAbsent(head.getApplicationId() + " " + head.getMessageClass(), g -> new ArrayList<>())
                        .add(delivery);
            }
        }
        List<SlaRow> rows = new ArrayList<>();
        groups.forEach((name, group) -> rows.add(row(name.split(" ")[0], name.split(" ")[1], group)));
        rows.add(row("", "", all));
        return rows;
    }

    private boolean isAsked(MessageHead head) {
        long start = Schedule.start(head);
        String messageClass = query.scope().filters().getOrDefault(StatsDimension.CLASS, head.getMessageClass());
        return query.scope().applications().contains(head.getApplicationId())
                && messageClass.equals(head.getMessageClass())
                && query.scope().environment().equals(head.getEnvironment())
                && start >= query.range().from()
                && start < query.range().to()
                && !repeats.contains(head.getMessageId());
    }

    private SlaRow row(String application, String messageClass, List<List<MailEvent>> group) {
        Map<SlaRow.Outcome, Long> outcomes = new EnumMap<>(SlaRow.Outcome.class);
        for (SlaRow.Outcome outcome : SlaRow.Outcome.values()) {
            String type = outcome == SlaRow.Outcome.HARD_BOUNCED
                    ? "hard_bounce"
                    : outcome.name().toLowerCase(Locale.ROOT);
            outcomes.put(outcome, group.stream().filter(has(type)).count());
        }
        List<Long> total = new ArrayList<>();
        List<Long> promised = new ArrayList<>();
        List<Long> deferred = new ArrayList<>();
        for (List<MailEvent> delivery : group) {
            if (has("delivered").test(delivery)) {
                long accepted = first(delivery, event -> event.getType().equals("delivered"));
                long refused = first(
                        delivery,
                        event -> event.getType().equals("soft_bounce")
                                && !event.getBlame().equals("us"));
                long start = Schedule.start(delivery.get(0).getHead());
                total.add(accepted - start);
                promised.add(accepted - start - (refused > 0 ? accepted - refused : 0));
                if (refused > 0) {
                    deferred.add(accepted - refused);
                }
            }
        }
        long messages = group.stream()
                .map(delivery -> delivery.get(0).getHead().getMessageId())
                .distinct()
                .count();
        SlaRow.Times times = new SlaRow.Times(
                promised.stream().filter(span -> span <= query.targetMillis()).count(),
                StatsOracle.spread(promised),
                StatsOracle.spread(total),
                StatsOracle.spread(deferred),
                deferred.stream().mapToLong(span -> span).sum());
        return new SlaRow(application, messageClass, messages, group.size(), outcomes, times);
    }

    private static Predicate<List<MailEvent>> has(String type) {
        return delivery -> delivery.stream().anyMatch(event -> event.getType().equals(type));
    }

    private static long first(List<MailEvent> delivery, Predicate<MailEvent> which) {
        return delivery.stream().filter(which).mapToLong(MailEvent::getAt).min().orElse(0);
    }
}
