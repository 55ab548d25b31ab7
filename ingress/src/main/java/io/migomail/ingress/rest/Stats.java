package io.migomail.ingress.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.migomail.analytics.LatencyStage;
import io.migomail.analytics.Spread;
import io.migomail.analytics.StatsCount;
import io.migomail.analytics.StatsCounts;
import io.migomail.analytics.StatsDimension;
import io.migomail.analytics.StatsGroup;
import io.migomail.analytics.StatsInterval;
import io.migomail.analytics.StatsLatency;
import io.migomail.analytics.StatsQuery;
import io.migomail.control.ControlView;
import io.migomail.core.IsoTime;
import io.migomail.ingress.json.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code GET /v1/stats}, {@code GET /v1/stats/latency}: what happened, and how long it took. Thread-safe. */
final class Stats {
    private static final int DECIMALS = 6;

    private final ControlView view;
    private final Reports reports;

    Stats(ControlView view, Reports reports) {
        this.view = view;
        this.reports = reports;
    }

    Reply counts(Call call) {
        StatsQuery query = StatsParameters.read(call, view);
        ObjectNode out = begin(query.range(), query.interval());
        ArrayNode rows = out.putArray("data");
        List<StatsCounts> counts = reports.answer(store -> store.counts(query));
        if (counts.isEmpty() && whole(query)) {
            counts = List.of(StatsCounts.none(new StatsGroup(0, List.of())));
        }
        for (StatsCounts one : counts) {
            ObjectNode row = row(rows, words(query), one.group());
            ObjectNode numbers = row.putObject("counts");
            one.counts().forEach((count, n) -> numbers.put(count.word(), n));
            rates(row.putObject("rates"), one.counts());
        }
        return Reply.ok(out);
    }

    Reply latency(Call call) {
        StatsQuery query = StatsParameters.read(call, view);
        ObjectNode out = begin(query.range(), query.interval());
        ArrayNode rows = out.putArray("data");
        List<StatsLatency> latency = reports.answer(store -> store.latency(query));
        if (latency.isEmpty() && whole(query)) {
            latency = List.of(new StatsLatency(new StatsGroup(0, List.of()), 0, Map.of()));
        }
        for (StatsLatency one : latency) {
            ObjectNode row = row(rows, words(query), one.group());
            row.put("deliveries", one.deliveries());
            ObjectNode stages = row.putObject("latency");
            for (LatencyStage stage : LatencyStage.values()) {
                stages.set(stage.word(), spread(one.stages().get(stage)));
            }
        }
        return Reply.ok(out);
    }

    /** Whether the answer is one row, whatever happened. */
    private static boolean whole(StatsQuery query) {
        return query.interval() == null && query.groups().isEmpty();
    }

    private static List<String> words(StatsQuery query) {
        return query.groups().stream().map(StatsDimension::word).toList();
    }

    /** The head of an answer. @param interval null = the range is one */
    static ObjectNode begin(StatsQuery.Range range, @Nullable StatsInterval interval) {
        ObjectNode out = Json.object();
        out.put("from", IsoTime.text(range.from()));
        out.put("to", IsoTime.text(range.to()));
        out.put("interval", interval == null ? null : interval.word());
        return out;
    }

    /** Adds a row of a group. @param dimensions their words, in the order of the group's values */
    static ObjectNode row(ArrayNode rows, List<String> dimensions, StatsGroup group) {
        ObjectNode row = rows.addObject();
        Json.instant(row, "at", group.at());
        ObjectNode values = row.putObject("group");
        for (int i = 0; i < dimensions.size(); i++) {
            String value = group.values().get(i);
            values.put(dimensions.get(i), value.isEmpty() ? null : value);
        }
        return row;
    }

    private static void rates(ObjectNode out, Map<StatsCount, Long> counts) {
        long delivered = counts.getOrDefault(StatsCount.DELIVERED, 0L);
        long bounced = counts.getOrDefault(StatsCount.HARD_BOUNCED, 0L);
        long ended = delivered
                + bounced
                + counts.getOrDefault(StatsCount.EXPIRED, 0L)
                + counts.getOrDefault(StatsCount.FAILED, 0L);
        out.put("delivered", share(delivered, ended));
        out.put("hard_bounced", share(bounced, ended));
        out.put("opened", share(counts.getOrDefault(StatsCount.OPENED_UNIQUE, 0L), delivered));
        out.put("clicked", share(counts.getOrDefault(StatsCount.CLICKED_UNIQUE, 0L), delivered));
        out.put("complaints", share(counts.getOrDefault(StatsCount.COMPLAINTS, 0L), delivered));
        out.put("unsubscribes", share(counts.getOrDefault(StatsCount.UNSUBSCRIBES, 0L), delivered));
    }

    /** A part of a whole; null of nothing. */
    static @Nullable BigDecimal share(long part, long whole) {
        return whole == 0
                ? null
                : BigDecimal.valueOf(part).divide(BigDecimal.valueOf(whole), DECIMALS, RoundingMode.HALF_UP);
    }

    /** Percentiles in milliseconds; null of nothing. */
    static @Nullable ObjectNode spread(@Nullable Spread spread) {
        return spread == null
                ? null
                : Json.object()
                        .put("p50_ms", spread.p50())
                        .put("p95_ms", spread.p95())
                        .put("p99_ms", spread.p99())
                        .put("max_ms", spread.max());
    }
}
