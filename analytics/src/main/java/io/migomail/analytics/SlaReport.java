package io.migomail.analytics;

import io.migomail.core.Limits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The report on the promised time as one query over events. A delivery belongs to the instant from which its time counts, wherever its
 * events lie: those of a scheduled message may be a month older. Stateless.
 */
final class SlaReport {
    /** Another machine may date an event a little before the instant that it follows. */
    private static final long CLOCKS = Duration.ofDays(1).toMillis();

    private static final long AHEAD = CLOCKS + Limits.SCHEDULE_AHEAD.toMillis();
    private static final String BEGIN = "{from:Int64} - " + CLOCKS;
    private static final String EARLY = "{from:Int64} - " + AHEAD;
    private static final String END = "{to:Int64} + " + StatsReader.LIFE;

    /** All but what was delivered, which takes more to tell. */
    private static final String OTHERS =
            "type IN ('queued', 'scheduled', 'replayed', 'hard_bounce', 'expired', 'suppressed',"
                    + " 'canceled', 'failed') AND toUnixTimestamp64Milli(scheduled_at)";

    private static final Set<String> COLUMNS =
            new LinkedHashSet<>(List.of("application_id", "message_class", "type", "recipient_count", "scheduled_at"));
    private static final String DEFERRED = "accepted > 0 AND refused > 0";
    private static final String DELIVERED = "accepted > 0 AND start > 0";
    private static final String TOTAL = "greatest(0, accepted - start)";
    private static final String PROMISED = "greatest(0, if(refused > 0, least(refused, accepted), accepted) - start)";

    private static final String SELECT = "SELECT application_id, message_class, toInt64("
            + StatsCount.taken("1 / greatest(recipient_count, 1)") + "), toInt64(" + StatsCount.taken("1") + "), "
            + SlaRow.Outcome.SELECT_LIST + ", toInt64(countIf(" + DELIVERED + " AND " + PROMISED
            + " <= {target:Int64})), " + Spread.sql(PROMISED, DELIVERED) + ", " + Spread.sql(TOTAL, DELIVERED) + ", "
            + Spread.sql("greatest(0, accepted - refused)", DEFERRED)
            + ", toInt64(sumIf(greatest(0, accepted - refused), "
            + DEFERRED + ")) FROM (" + others(BEGIN, OTHERS + " = 0") + " UNION ALL " + others(EARLY, OTHERS + " > 0")
            + " UNION ALL SELECT " + String.join(", ", COLUMNS) + ", start, accepted, refused FROM ("
            + AcceptedDeliveries.sql(COLUMNS, BEGIN, BEGIN, END)
            + ")) WHERE start >= {from:Int64} AND start < {to:Int64}"
            + " AND ({class:String} = '' OR message_class = {class:String})"
            + " GROUP BY GROUPING SETS ((application_id, message_class), ())"
            + " ORDER BY grouping(application_id), application_id, message_class" + StatsSelect.SETTINGS;

    private SlaReport() {}

    /** A row for each application and class, then the total. */
    static List<SlaRow> read(StoreClient client, SlaQuery query) {
        Map<String, String> parameters = new HashMap<>();
        parameters.put("applications", StoreClient.array(query.scope().applications()));
        parameters.put("environment", query.scope().environment());
        parameters.put("from", Long.toString(query.range().from()));
        parameters.put("to", Long.toString(query.range().to()));
        parameters.put("class", query.scope().filters().getOrDefault(StatsDimension.CLASS, ""));
        parameters.put("target", Long.toString(query.targetMillis()));
        List<SlaRow> rows = new ArrayList<>();
        client.select(SELECT, parameters, row -> rows.add(SlaRow.read(row)));
        return rows;
    }

    private static String others(String from, String condition) {
        return "SELECT " + String.join(", ", COLUMNS) + ", " + AcceptedDeliveries.START
                + " AS start, toInt64(0) AS accepted, toInt64(0) AS refused" + StatsSelect.rows(from, END, condition);
    }
}
