package io.migomail.core;

import java.time.Duration;

/** The limits of windows and alerts (docs/adr/0047), beside {@link Limits}. */
public final class AccountingLimits {
    private AccountingLimits() {}

    /** Events of several machines are out of order by so much, and clocks wrong. */
    public static final Duration WINDOW_DISORDER = Duration.ofSeconds(10);

    /** A window is held for so long after its end; what comes later makes the event store count its minute anew (docs/adr/0047). */
    public static final Duration WINDOW_HELD = Duration.ofMinutes(5);

    /** The longest range that windows are told of minute by minute. */
    public static final Duration WINDOW_MINUTES = Duration.ofDays(1);

    /** A late event is given up that is not stored though what happened so long after it was noticed is. */
    public static final Duration WINDOW_LATE_PATIENCE = Duration.ofHours(1);

    /**
     * The share of deliveries that is to keep the promise of {@link Limits#SLA_TARGET}: that its 99th percentile is within it. What the recipient's
     * side deferred does not count against it.
     */
    public static final double SLO_OBJECTIVE = 0.99;

    /** Fewer deliveries in the long window of an alert's rule, or in its short one, tell nothing: one that is late would be an alert. */
    public static final int SLO_ENOUGH = 100;

    public static final int SLO_ENOUGH_RECENT = 10;

    /** How often alerts are looked at, and how often the figures of an open one are renewed. */
    public static final Duration ALERT_INTERVAL = Duration.ofMinutes(1);

    public static final Duration ALERT_RENEWAL = Duration.ofMinutes(5);

    /** How long an alert is kept that was resolved, and how many of an account. */
    public static final Duration ALERT_KEPT = Duration.ofDays(30);

    public static final int ALERTS = 200;
}
