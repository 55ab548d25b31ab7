package io.migomail.bench.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.analytics.ClickHouseAddress;
import io.migomail.analytics.EventStore;
import io.migomail.analytics.Migrations;
import io.migomail.analytics.SlaQuery;
import io.migomail.analytics.SlaRow;
import io.migomail.analytics.StatsCount;
import io.migomail.analytics.StatsQuery;
import io.migomail.analytics.local.ClickHouseLocal;
import io.migomail.analytics.local.EngineLibrary;
import io.migomail.core.MessageIds;
import io.migomail.core.TimeSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreCommandIT {
    private static final long MESSAGES = 5_000;
    private static final List<String> APPLICATIONS = List.of("app_bench0", "app_bench1", "app_bench2", "app_bench3");

    @TempDir
    Path folder;

    /** A store of no one's making but the statement's is one that every question finds its answer in. */
    @Test
    void what_is_made_is_what_the_questions_ask_for() throws Exception {
        boolean there = Files.exists(EngineLibrary.path(System.getenv()));
        Assumptions.assumeTrue(
                there || "true".equals(System.getenv("CI")),
                "the local ClickHouse engine is missing: scripts/fetch-clickhouse");
        long end = TimeSource.SYSTEM.wallMillis();
        StatsQuery.Range month = new StatsQuery.Range(end - Duration.ofDays(30).toMillis(), end);
        try (ClickHouseLocal engine = ClickHouseLocal.start(EngineLibrary.locate(System.getenv()), folder)) {
            ClickHouseAddress address =
                    new ClickHouseAddress(engine.url(), engine.user(), engine.password(), "bench", "");
            Migrations.migrate(address);
            StoreLoad load = new StoreLoad(address);
            load.fill(MESSAGES, month.from(), Duration.ofDays(30));
            load.fill(MESSAGES, month.from(), Duration.ofDays(30));
            load.settle(Duration.ofSeconds(1));
            try (EventStore store = EventStore.open(address)) {
                new StoreQuestions(store, month, TimeSource.SYSTEM)
                        .ask(1)
                        .forEach((name, spread) -> assertTrue(spread.count() > 0 && spread.max() > 0, name));
                wholeMonth(store, month, load.events());
            }
        }
    }

    private static void wholeMonth(EventStore store, StatsQuery.Range month, long events) {
        StatsQuery.Scope scope = new StatsQuery.Scope(APPLICATIONS, "live", Map.of());
        List<SlaRow> rows = store.sla(new SlaQuery(scope, month, 2000));
        SlaRow total = rows.get(rows.size() - 1);
        assertEquals(MESSAGES, total.messages());
        assertTrue(total.delivered() > MESSAGES * 9 / 10 && total.delivered() < MESSAGES, total.toString());
        long sent = store.counts(new StatsQuery(scope, month, null, List.of(), 1))
                .get(0)
                .counts()
                .get(StatsCount.SENT);
        assertEquals(MESSAGES, sent);
        assertTrue(events > 3 * MESSAGES && events < 4 * MESSAGES, "events: " + events);
        String id = store.recent("app_bench0", 1).get(0).getHead().getMessageId();
        long at = MessageIds.timeOf(id);
        assertTrue(at >= month.from() && at < month.to(), "an id shows its time: " + id);
    }
}
