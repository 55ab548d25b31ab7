package io.migomail.analytics;

import io.migomail.core.Schedule;
import io.migomail.core.record.MailEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Statistics the slow way: over events in memory, each once. */
final class StatsOracle {
    private static final Comparator<StatsGroup> ORDER =
            Comparator.comparingLong(StatsGroup::at).thenComparing(group -> String.join("\u0000", group.values()));

    private final List<MailEvent> events;
    private final StatsQuery query;

    StatsOracle(List<MailEvent> stored, StatsQuery query) {
        Map<String, MailEvent> once = new LinkedHashMap<>();
        stored.forEach(event -> once.put(event.getEventId(), event));
        this.events = List.copyOf(once.values());
        this.query = query;
    }

    List<StatsCounts> counts() {
        Map<StatsGroup, StatsCounts> out = new TreeMap<>(ORDER);
        Map<StatsGroup, Set<String>> seen = new HashMap<>();
        for (MailEvent event : events) {
            if (within(event.getAt()) && isAsked(event)) {
                for (StatsGroup group : groups(event, event.getAt())) {
                    Map<StatsCount, Long> counts =
                            out.computeIfAbsent(group, StatsCounts::none).counts();
                    count(event, counts, seen.computeIfAbsent(group, g -> new LinkedHashSet<>()));
                }
            }
        }
        return List.copyOf(out.values());
    }

    private static void count(MailEvent event, Map<StatsCount, Long> counts, Set<String> seen) {
        if (!event.getEngagement().getMachine().isEmpty()) {
            return;
        }
        boolean first = seen.add(event.getType() + event.getDeliveryId());
        switch (event.getType()) {
            case "scheduled" -> counts.merge(StatsCount.SENT, 1L, Long::sum);
            case "queued" -> counts.merge(StatsCount.SENT, event.getHead().getScheduledAt() == 0 ? 1L : 0L, Long::sum);
            case "replayed" -> counts.merge(StatsCount.SENT, -1L, Long::sum);
            case "soft_bounce" -> counts.merge(StatsCount.SOFT_BOUNCED, 1L, Long::sum);
            case "hard_bounce" -> counts.merge(StatsCount.HARD_BOUNCED, 1L, Long::sum);
            case "late_bounce" -> counts.merge(StatsCount.LATE_BOUNCED, first ? 1L : 0L, Long::sum);
            case "spam_complaint" -> counts.merge(StatsCount.COMPLAINTS, 1L, Long::sum);
            case "unsubscribe" -> counts.merge(StatsCount.UNSUBSCRIBES, 1L, Long::sum);
            default -> {
                StatsCount count = StatsCount.valueOf(event.getType().toUpperCase(Locale.ROOT));
                counts.merge(count, 1L, Long::sum);
                if (count == StatsCount.OPENED || count == StatsCount.CLICKED) {
                    counts.merge(StatsCount.valueOf(count + "_UNIQUE"), first ? 1L : 0L, Long::sum);
                }
            }
        }
    }

    List<StatsLatency> latency() {
        Map<StatsGroup, Map<LatencyStage, List<Long>>> spans = new TreeMap<>(ORDER);
        Map<StatsGroup, Long> deliveries = new HashMap<>();
        for (MailEvent event : events) {
            if (event.getType().equals("delivered") && within(event.getAt()) && isAsked(event)) {
                for (StatsGroup group : groups(event, event.getAt())) {
                    deliveries.merge(group, 1L, Long::sum);
                    stages(event)
                            .forEach((stage, span) -> spans.computeIfAbsent(
                                            group, g -> new EnumMap<>(LatencyStage.class))
                                    .computeIfAbsent(stage, s -> new ArrayList<>())
                                    .add(span));
                }
            }
        }
        List<StatsLatency> out = new ArrayList<>();
        spans.forEach((group, stages) -> {
            Map<LatencyStage, Spread> spreads = new EnumMap<>(LatencyStage.class);
            stages.forEach((stage, list) -> spreads.put(stage, spread(list)));
            out.add(new StatsLatency(group, deliveries.get(group), spreads));
        });
        return out;
    }

    private Map<LatencyStage, Long> stages(MailEvent delivered) {
        long start = Schedule.start(delivered.getHead());
        long queued = delivered.getInstants().getQueuedAt();
        long rendered = delivered.getInstants().getRenderedAt();
        long accepted = delivered.getInstants().getAcceptedAt();
        long dispatched = events.stream()
                .filter(event -> event.getDeliveryId().equals(delivered.getDeliveryId()))
                .mapToLong(event -> event.getInstants().getDispatchedAt())
                .filter(at -> at > 0)
                .min()
                .orElseThrow();
        return Map.of(
                LatencyStage.QUEUE, Math.max(0, queued - start),
                LatencyStage.RENDER, rendered - queued,
                LatencyStage.DISPATCH, dispatched - rendered,
                LatencyStage.ACCEPT, accepted - dispatched,
                LatencyStage.TOTAL, accepted - start);
    }

    /** Percentiles by nearest rank; null of none. */
    static @Nullable Spread spread(List<Long> spans) {
        List<Long> sorted = spans.stream().sorted().toList();
        int n = sorted.size();
        Function<Double, Long> rank = level -> sorted.get((int) Math.ceil(level * n) - 1);
        return n == 0 ? null : new Spread(n, rank.apply(0.5), rank.apply(0.95), rank.apply(0.99), sorted.get(n - 1));
    }

    private boolean within(long at) {
        return at >= query.range().from() && at < query.range().to();
    }

    private boolean isAsked(MailEvent event) {
        return query.scope().applications().contains(event.getHead().getApplicationId())
                && query.scope().environment().equals(event.getHead().getEnvironment())
                && query.scope().filters().entrySet().stream()
                        .allMatch(filter -> values(event, filter.getKey()).contains(filter.getValue()));
    }

    private List<StatsGroup> groups(MailEvent event, long at) {
        long part = query.interval() == null ? 0 : at - at % query.interval().millis();
        List<List<String>> out = List.of(List.of());
        for (StatsDimension dimension : query.groups()) {
            List<List<String>> longer = new ArrayList<>();
            for (List<String> one : out) {
                for (String value : values(event, dimension)) {
                    List<String> next = new ArrayList<>(one);
                    next.add(value);
                    longer.add(next);
                }
            }
            out = longer;
        }
        return out.stream().map(values -> new StatsGroup(part, values)).toList();
    }

    private static List<String> values(MailEvent event, StatsDimension dimension) {
        var head = event.getHead();
        return switch (dimension) {
            case APPLICATION -> List.of(head.getApplicationId());
            case CLASS -> List.of(head.getMessageClass());
            case STREAM -> List.of(head.getStream());
            case ENDPOINT -> List.of(head.getEndpoint());
            case PROVIDER -> List.of(event.getProvider());
            case TEMPLATE -> List.of(head.getTemplateAlias());
            case TAG -> head.getTagsCount() == 0 ? List.of("") : List.copyOf(new LinkedHashSet<>(head.getTagsList()));
            case DOMAIN -> List.of(domain(head.getFrom()));
            case RECIPIENT_DOMAIN -> List.of(domain(event.getRecipient()));
        };
    }

    private static String domain(String address) {
        return address.substring(address.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    }
}
