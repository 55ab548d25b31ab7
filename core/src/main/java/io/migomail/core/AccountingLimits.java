package io.migomail.core;

import java.time.Duration;

/** The limits of windows and alerts (docs/adr/0047, docs/adr/0054), beside {@link Limits}. */
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

    /** A delivery that is past its end for so long is stuck: whatever lives on is not ended by who is to end it (docs/adr/0054). */
    public static final Duration STUCK_EXPIRED = Duration.ofMinutes(5);

    /** How often overdue deliveries are looked at; PACE is asked where they are, and answers within this or not at all. */
    public static final Duration STUCK_INTERVAL = Duration.ofSeconds(5);

    public static final Duration STUCK_PATIENCE = Duration.ofSeconds(3);

    /** Of one that PACE has, it is not asked again so soon. */
    public static final Duration STUCK_EXCUSED = Duration.ofMinutes(5);

    /** How many deliveries PACE is asked for at a time, of an application's class and in all. */
    public static final int STUCK_ASKED = 20;

    public static final int STUCK_ASKED_ALL = 100;

    /** PACE says so many times in a row that it does not have a delivery before that is stuck: an answer may be lost. */
    public static final int STUCK_STRIKES = 2;

    /** Overdue deliveries that are held by name, of an application's class and in all; what is beyond is counted. */
    public static final int STUCK_NAMED = 1_000;

    public static final int STUCK_NAMED_ALL = 50_000;

    /** Messages that an alert names. */
    public static final int STUCK_TOLD = 5;

    /** A repeated event of a delivery that ended comes within this; an overdue delivery is given up so long after its end. */
    public static final Duration STUCK_REPEATED = Duration.ofMinutes(10);

    public static final Duration STUCK_KEPT = Duration.ofDays(7);

    /** Nothing was heard for so long of a delivery whose turn it was: it is overdue. */
    public static Duration silence(MessageClass messageClass) {
        return switch (messageClass) {
            case CRITICAL -> Duration.ofMinutes(1);
            case HIGH -> Duration.ofMinutes(5);
            case NORMAL -> Duration.ofMinutes(30);
        };
    }
}
