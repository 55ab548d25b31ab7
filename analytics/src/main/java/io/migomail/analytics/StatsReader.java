package io.migomail.analytics;

import io.migomail.core.Limits;
import java.util.ArrayList;
import java.util.List;

/** Statistics over events as they are stored (docs/adr/0040): exact, whatever was stored twice. Thread-safe. */
final class StatsReader {
    /** From the first to the last event of a delivery: its life, and what a long outage of ours may add. */
    static final long LIFE = Limits.EXPIRY_MAX.plusDays(7).toMillis();

    private static final String SINCE = "{from:Int64} - " + LIFE;

    private final StoreClient client;

    StatsReader(StoreClient client) {
        this.client = client;
    }

    List<StatsCounts> counts(StatsQuery query) {
        StatsSelect select = new StatsSelect(query);
        String sql = "SELECT " + select.groups(AcceptedDeliveries.millis("at")) + ", " + StatsCount.SELECT_LIST
                + StatsSelect.rows("{from:Int64}", "{to:Int64}", StatsCount.OF_DELIVERIES) + " WHERE true"
                + select.filters()
                + select.grouped();
        List<StatsCounts> out = new ArrayList<>();
        client.select(
                sql,
                select.parameters(),
                row -> out.add(StatsCounts.read(row, query.groups().size())));
        return out;
    }

    List<StatsLatency> latency(StatsQuery query) {
        StatsSelect select = new StatsSelect(query);
        String sql = "SELECT " + select.groups("told") + ", toInt64(count()), " + LatencyStage.SELECT_LIST + " FROM ("
                + AcceptedDeliveries.sql(select.columns(), SINCE, "{from:Int64}", "{to:Int64}") + ") WHERE true"
                + select.filters() + select.grouped();
        List<StatsLatency> out = new ArrayList<>();
        client.select(
                sql,
                select.parameters(),
                row -> out.add(StatsLatency.read(row, query.groups().size())));
        return out;
    }
}
