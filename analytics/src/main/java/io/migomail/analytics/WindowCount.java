package io.migomail.analytics;

import io.migomail.core.Blame;
import io.migomail.core.EventType;
import io.migomail.core.Limits;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/**
 * What windows count: as in {@link StatsCount}, as far as it can be added up, each once as a function of a fact, once as SQL over the
 * rows of a delivery's events. They say the same.
 */
public enum WindowCount {
    SENT(
            fact -> fact.is(EventType.SCHEDULED) || fact.is(EventType.QUEUED) && !fact.scheduled()
                    ? 1
                    : fact.is(EventType.REPLAYED) ? -1 : 0,
            "multiIf(type = 'scheduled', 1, type = 'queued' AND toUnixTimestamp64Milli(scheduled_at) <= 0, 1,"
                    + " type = 'replayed', -1, 0)"),
    DISPATCHED(EventType.DISPATCHED),
    DELIVERED(EventType.DELIVERED),
    SOFT_BOUNCED(EventType.SOFT_BOUNCE),
    HARD_BOUNCED(EventType.HARD_BOUNCE),
    /** Reports, of which a delivery may have several. */
    LATE_BOUNCED(EventType.LATE_BOUNCE),
    EXPIRED(EventType.EXPIRED),
    SUPPRESSED(EventType.SUPPRESSED),
    CANCELED(EventType.CANCELED),
    FAILED(EventType.FAILED),
    OPENED(when(fact -> fact.is(EventType.OPENED) && !fact.machine()), "type = 'opened' AND machine = ''"),
    CLICKED(when(fact -> fact.is(EventType.CLICKED) && !fact.machine()), "type = 'clicked' AND machine = ''"),
    COMPLAINTS(EventType.SPAM_COMPLAINT),
    UNSUBSCRIBES(EventType.UNSUBSCRIBE),
    /** Deliveries that were accepted and whose time is known. */
    MEASURED(when(WindowCount::measured), WindowCount.IS_MEASURED),
    /** Of those, within the promised time, what the recipient's side deferred not counted (docs/adr/0040). */
    MET(
            when(fact -> measured(fact) && promised(fact.way()) <= Limits.SLA_TARGET.toMillis()),
            WindowCount.IS_MEASURED
                    + " AND greatest(0, if(refused > 0, least(refused, accepted), accepted) - start) <= "
                    + Limits.SLA_TARGET.toMillis()),
    /** Attempts and deliveries that failed through us. */
    OURS(
            when(fact -> fact.ours() && failed(fact)),
            "blame = '" + Blame.US.word() + "' AND type IN ('soft_bounce', 'hard_bounce', 'failed', 'expired')");

    private static final String IS_MEASURED = "accepted > 0 AND start > 0";
    private static final List<String> FAILURES = List.of("soft_bounce", "hard_bounce", "failed", "expired");

    /** All of them, as SQL. */
    static final String SELECT_LIST =
            Arrays.stream(values()).map(one -> "toInt64(sum(" + one.sql + "))").collect(Collectors.joining(", "));

    private final ToIntFunction<WindowFact> fact;
    private final String sql;

    WindowCount(ToIntFunction<WindowFact> fact, String sql) {
        this.fact = fact;
        this.sql = sql;
    }

    WindowCount(EventType type) {
        this(when(fact -> fact.is(type)), "type = '" + type.word() + "'");
    }

    private static ToIntFunction<WindowFact> when(Predicate<WindowFact> condition) {
        return fact -> condition.test(fact) ? 1 : 0;
    }

    /** The word used in records, and the name of its column. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What a fact adds. */
    int of(WindowFact one) {
        return fact.applyAsInt(one);
    }

    private static boolean failed(WindowFact fact) {
        return FAILURES.contains(fact.type());
    }

    private static boolean measured(WindowFact fact) {
        return fact.way().accepted() > 0 && fact.way().start() > 0;
    }

    private static long promised(WindowFact.Way way) {
        return (way.refused() > 0 ? Math.min(way.refused(), way.accepted()) : way.accepted()) - way.start();
    }
}
