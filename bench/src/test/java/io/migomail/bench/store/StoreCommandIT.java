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
import io.migomail.core.record.MailEvent;
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
    private static final String APPLICATION = "app_01h1ywww000bcdy6467cmddn6h";
    private static final byte[] SECRET = new byte[32];

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
            load.fill(filling(month, 0));
            load.fill(filling(month, 0));
            load.settle(Duration.ofSeconds(1));
            try (EventStore store = EventStore.open(address)) {
                new StoreQuestions(store, APPLICATION, month, TimeSource.SYSTEM)
                        .ask(1)
                        .forEach((name, spread) -> assertTrue(spread.count() > 0 && spread.max() > 0, name));
                wholeMonth(store, month, load.events());
            }
            half(engine, month);
            inserts(engine);
        }
    }

    /** With other accounts a half is the application's own. */
    private static void half(ClickHouseLocal engine, StatsQuery.Range month) throws Exception {
        ClickHouseAddress address = new ClickHouseAddress(engine.url(), engine.user(), engine.password(), "half", "");
        Migrations.migrate(address);
        new StoreLoad(address).fill(filling(month, 7));
        try (EventStore store = EventStore.open(address)) {
            StatsQuery.Scope scope = new StatsQuery.Scope(List.of(APPLICATION), "live", Map.of());
            List<SlaRow> rows = store.sla(new SlaQuery(scope, month, 2000));
            SlaRow own = rows.get(rows.size() - 1);
            assertTrue(own.messages() > MESSAGES * 4 / 10 && own.messages() < MESSAGES * 6 / 10, own.toString());
        }
    }

    private static void inserts(ClickHouseLocal engine) throws Exception {
        ClickHouseAddress address =
                new ClickHouseAddress(engine.url(), engine.user(), engine.password(), "inserted", "");
        Migrations.migrate(address);
        InsertLoad.Stored stored = new InsertLoad(TimeSource.SYSTEM).run(address, Duration.ofMillis(1));
        assertEquals(stored.events(), new StoreLoad(address).events());
        assertTrue(stored.perSecond() > 0);
        new StoreLoad(address).drop();
    }

    private static Filling filling(StatsQuery.Range month, int others) {
        return new Filling(MESSAGES, month.from(), Duration.ofDays(30), APPLICATION, SECRET, others);
    }

    private static void wholeMonth(EventStore store, StatsQuery.Range month, long events) {
        StatsQuery.Scope scope = new StatsQuery.Scope(List.of(APPLICATION), "live", Map.of());
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
        MailEvent event = store.recent(APPLICATION, 1).get(0);
        String id = event.getHead().getMessageId();
        long at = MessageIds.timeOf(id);
        assertTrue(at >= month.from() && at < month.to(), "an id shows its time: " + id);
        assertTrue(new MessageIds(SECRET).issuedTo(APPLICATION, id), "an id is sealed: " + id);
    }
}
