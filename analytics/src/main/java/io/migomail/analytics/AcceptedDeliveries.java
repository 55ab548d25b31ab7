package io.migomail.analytics;

import io.migomail.core.Blame;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A row for each delivery that a mail server accepted, as SQL: with {@code told}, the instant of its event, {@code
 * start}, from which its time counts, {@code queued}, {@code rendered}, {@code dispatched} for the first time, {@code accepted},
 * and {@code refused}, when the recipient's side put it off for the first time; all in milliseconds, 0 = never.
 *
 * <p>What was accepted at the first attempt is told by that event alone, and has not to be brought together with others. Stateless.
 */
final class AcceptedDeliveries {
    /** The instant from which the time of a message counts, as {@code Schedule.start} has it. */
    static final String START = "greatest(" + millis("received_at") + ", " + millis("scheduled_at") + ")";

    private static final String DELIVERED = "type = 'delivered'";
    /** What we could not do ourselves is no refusal of the recipient's side. */
    private static final String REFUSED = "type = 'soft_bounce' AND blame != '" + Blame.US.word() + "'";

    private AcceptedDeliveries() {}

    /**
     * A query for them.
     *
     * @param columns of the event that every row has beside its instants
     * @param since the earliest instant at which one of them may have been put off, as SQL in milliseconds
     * @param from the earliest instant of acceptance, likewise
     * @param to the instant of acceptance ends before this
     */
    static String sql(Set<String> columns, String since, String from, String to) {
        return atOnce(columns, from, to) + " UNION ALL " + later(columns, since, from, to);
    }

    private static String atOnce(Set<String> columns, String from, String to) {
        return "SELECT " + columns.stream().map(c -> c + ", ").collect(Collectors.joining())
                + millis("at") + " AS told, " + START + " AS start, " + millis("reached_queued") + " AS queued, "
                + millis("reached_rendered") + " AS rendered, " + millis("reached_dispatched") + " AS dispatched, "
                + millis("reached_accepted") + " AS accepted, toInt64(0) AS refused"
                + StatsSelect.rows(from, to, DELIVERED + " AND attempt <= 1");
    }

    private static String later(Set<String> columns, String since, String from, String to) {
        return "SELECT " + columns.stream().map(c -> last(c) + ", ").collect(Collectors.joining())
                + last(millis("at")) + " AS told, " + last(START) + ", " + last(millis("reached_queued")) + ", "
                + last(millis("reached_rendered")) + ", minIf(" + millis("reached_dispatched") + ", "
                + millis("reached_dispatched") + " > 0), " + last(millis("reached_accepted")) + ", minIf("
                + millis("at") + ", " + REFUSED + ")"
                + StatsSelect.rows(since, to, "type = 'soft_bounce' OR " + DELIVERED + " AND attempt > 1")
                + " GROUP BY application_id, delivery_id HAVING countIf(" + DELIVERED + ") > 0 AND told >= " + from;
    }

    private static String last(String expression) {
        return "anyIf(" + expression + ", " + DELIVERED + ")";
    }

    static String millis(String column) {
        return "toUnixTimestamp64Milli(" + column + ")";
    }
}
