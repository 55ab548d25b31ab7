package io.migomail.analytics;

import io.migomail.core.EventType;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What is counted of events, each as an aggregate over rows of which an event has one. An event counts at its own instant: what
 * is delivered today may have been sent yesterday.
 */
public enum StatsCount {
    /** Deliveries that were accepted from the sender, one for each recipient; what a repeated request added is taken off again. */
    SENT(taken("1")),
    /** Attempts that reached a mail server. */
    DISPATCHED(of("dispatched")),
    DELIVERED(of("delivered")),
    SOFT_BOUNCED(of("soft_bounce")),
    HARD_BOUNCED(of("hard_bounce")),
    /** Deliveries that were delivered and came back, each once in a group. */
    LATE_BOUNCED("uniqExactIf(delivery_id, type = 'late_bounce')"),
    EXPIRED(of("expired")),
    SUPPRESSED(of("suppressed")),
    CANCELED(of("canceled")),
    FAILED(of("failed")),
    /** By people, as far as can be told. */
    OPENED("countIf(" + StatsCount.OPENING + ")"),
    /** Deliveries that were opened, each once. */
    OPENED_UNIQUE("uniqExactIf(delivery_id, " + StatsCount.OPENING + ")"),
    CLICKED("countIf(" + StatsCount.CLICKING + ")"),
    /** Deliveries of which a link was clicked, each once. */
    CLICKED_UNIQUE("uniqExactIf(delivery_id, " + StatsCount.CLICKING + ")"),
    COMPLAINTS(of("spam_complaint")),
    UNSUBSCRIBES(of("unsubscribe"));

    /** Which events are a person's opening of a mail, and following of a link: the one place that knows. */
    private static final String OPENING = "type = 'opened' AND machine = ''";

    private static final String CLICKING = "type = 'clicked' AND machine = ''";

    /** Rows that tell of a delivery. */
    static final String OF_DELIVERIES = Arrays.stream(EventType.values())
            .filter(type -> !type.ofDelivery())
            .map(type -> "'" + type.word() + "'")
            .collect(Collectors.joining(", ", "type NOT IN (", ")"));

    /** All of them, as SQL. */
    static final String SELECT_LIST =
            Arrays.stream(values()).map(one -> "toInt64(" + one.sql + ")").collect(Collectors.joining(", "));

    private final String sql;

    StatsCount(String sql) {
        this.sql = sql;
    }

    /** The word used in the API. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The sum of something over the deliveries that were accepted. What waits for its time was accepted when it began to; what
     * turned out to be another name of a message was not, and says so at the instant at which it had been counted.
     */
    static String taken(String what) {
        return "round(sumKahan(toFloat64(" + what + ") * multiIf(type = 'scheduled', 1,"
                + " type = 'queued' AND toUnixTimestamp64Milli(scheduled_at) = 0, 1, type = 'replayed', -1, 0)))";
    }

    private static String of(String type) {
        return "countIf(type = '" + type + "')";
    }
}
