package io.migomail.jobs.accounting;

import io.migomail.core.AccountingLimits;
import io.migomail.core.record.AlertFigures;
import io.migomail.core.record.BurnMinute;
import io.migomail.core.record.BurnRecord;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How fast one target uses up what may miss the promised time, by the minute, over the longest window of a rule. Rules are pairs of
 * windows: the long one says that it matters, the short one that it is still so ("The Site Reliability Workbook", chapter 5). Used by one
 * thread.
 */
final class BurnRate {
    /** A pair of windows and how many times faster than it may the budget is used up in both. */
    record Rule(Duration window, Duration recent, double rate) {}

    static final List<Rule> RULES = List.of(
            new Rule(Duration.ofHours(1), Duration.ofMinutes(5), 14.4),
            new Rule(Duration.ofHours(6), Duration.ofMinutes(30), 6));

    private static final long KEPT =
            RULES.stream().mapToLong(rule -> rule.window().toMillis()).max().orElseThrow();
    private static final long MINUTE = 60_000;

    /** Deliveries of a span: all, those that missed the promise, and those of them that failed through us. */
    private record Sum(long deliveries, long missed, long ours) {
        /** 1 = as much as may; 0 where there are too few to tell. */
        double rate(int enough) {
            return deliveries < enough ? 0 : (double) missed / deliveries / (1 - AccountingLimits.SLO_OBJECTIVE);
        }
    }

    private final TreeMap<Long, Sum> minutes = new TreeMap<>();

    static BurnRate of(BurnRecord record) {
        BurnRate out = new BurnRate();
        for (BurnMinute one : record.getMinutesList()) {
            out.minutes.put(one.getMinute(), new Sum(one.getDeliveries(), one.getMissed(), one.getOurs()));
        }
        return out;
    }

    BurnRecord toRecord(AlertTarget target) {
        BurnRecord.Builder out = BurnRecord.newBuilder()
                .setAccountId(target.account())
                .setApplicationId(target.application())
                .setMessageClass(target.messageClass());
        minutes.forEach((minute, sum) -> out.addMinutes(BurnMinute.newBuilder()
                .setMinute(minute)
                .setDeliveries(sum.deliveries)
                .setMissed(sum.missed)
                .setOurs(sum.ours)));
        return out.build();
    }

    /** Counts a delivery that ended at an instant. */
    void add(long at, boolean missed, boolean ours) {
        minutes.merge(
                at - Math.floorMod(at, MINUTE),
                new Sum(1, missed ? 1 : 0, ours ? 1 : 0),
                (one, other) ->
                        new Sum(one.deliveries + other.deliveries, one.missed + other.missed, one.ours + other.ours));
    }

    /** Forgets what no window reaches; returns whether nothing is left. */
    boolean forget(long now) {
        minutes.headMap(now - KEPT - MINUTE).clear();
        return minutes.isEmpty();
    }

    /** What the first rule says of its long window that holds; null = none does. */
    @Nullable
    AlertFigures burning(long now) {
        for (Rule rule : RULES) {
            Sum all = sum(now, rule.window());
            boolean recent = sum(now, rule.recent()).rate(AccountingLimits.SLO_ENOUGH_RECENT) >= rule.rate();
            if (recent && all.rate(AccountingLimits.SLO_ENOUGH) >= rule.rate()) {
                return figures(rule.window(), all);
            }
        }
        return null;
    }

    /** Whether no rule is half as far: what was told may be called off. */
    boolean calm(long now) {
        return RULES.stream()
                .allMatch(rule -> sum(now, rule.recent()).rate(AccountingLimits.SLO_ENOUGH_RECENT) < rule.rate() / 2);
    }

    private static AlertFigures figures(Duration window, Sum sum) {
        return AlertFigures.newBuilder()
                .setWindowSeconds(window.toSeconds())
                .setBurnRate(Math.round(sum.rate(1) * 10) / 10.0)
                .setDeliveries(sum.deliveries)
                .setMissed(sum.missed)
                .setOurs(sum.ours)
                .build();
    }

    private Sum sum(long now, Duration span) {
        long deliveries = 0;
        long missed = 0;
        long ours = 0;
        for (Map.Entry<Long, Sum> one :
                minutes.tailMap(now - span.toMillis(), false).entrySet()) {
            if (one.getKey() <= now) {
                deliveries += one.getValue().deliveries;
                missed += one.getValue().missed;
                ours += one.getValue().ours;
            }
        }
        return new Sum(deliveries, missed, ours);
    }
}
