package io.migomail.analytics;

import static io.migomail.analytics.SampleEvents.full;
import static io.migomail.analytics.SampleEvents.messageId;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.EventType;
import io.migomail.core.TimeSource;
import io.migomail.core.record.MailEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EventFeedIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @RegisterExtension
    static final ClickHouseFixture CLICKHOUSE = new ClickHouseFixture();

    private static EventWriter writer;
    private static EventStore store;

    @BeforeAll
    static void open() {
        writer = EventWriter.open(CLICKHOUSE.address());
        store = EventStore.open(CLICKHOUSE.address());
    }

    @AfterAll
    static void close() {
        if (writer != null) {
            writer.close();
            store.close();
        }
    }

    private static FeedQuery all(String application) {
        return new FeedQuery(application, "live", List.of());
    }

    private static MailEvent event(String application, int n, EventType type, long at) {
        return full(application, messageId(application, SampleEvents.START, n), type, 1, at);
    }

    /** Reads on until so many events were told; returns where it ended. */
    private static long walk(FeedQuery query, long after, int limit, int events, List<MailEvent> told) {
        long give = TimeSource.SYSTEM.monotonicNanos() + PATIENCE.toNanos();
        long place = after;
        while (told.size() < events && TimeSource.SYSTEM.monotonicNanos() < give) {
            FeedPage page = store.feed(query, place, limit);
            assertTrue(page.events().size() <= limit && page.end() >= place);
            told.addAll(page.events());
            place = page.end();
        }
        assertEquals(events, told.size());
        return place;
    }

    @Test
    void what_is_stored_later_with_an_earlier_instant_is_told_after_and_nothing_twice() {
        String app = "app_late";
        List<MailEvent> expected = new ArrayList<>();
        List<MailEvent> told = new ArrayList<>();
        long place = 0;
        long at = SampleEvents.START + Duration.ofDays(20).toMillis();
        for (int round = 0; round < 4; round++) {
            List<MailEvent> batch = new ArrayList<>();
            for (int n = 0; n < 5; n++) {
                // Each batch is of the days before the one that was told already.
                batch.add(event(app, round * 10 + n, EventType.QUEUED, at - round * 400_000_000L - n));
            }
            writer.write(batch);
            expected.addAll(batch);
            if (round > 0) {
                writer.write(expected.subList(3, 9)); // told already: written again, as after a restart
            }
            place = walk(all(app), place, 3, expected.size(), told);
        }
        assertEquals(expected, told);
        FeedPage rest = store.feed(all(app), place, 100);
        assertEquals(List.of(), rest.events());
        assertFalse(rest.more());

        List<MailEvent> again = new ArrayList<>();
        optimize();
        walk(all(app), 0, 7, expected.size(), again);
        assertEquals(expected, again, "merges change nothing");
    }

    @Test
    void an_insert_under_way_holds_back_what_was_stored_after_it_began() throws Exception {
        String app = "app_slow";
        ClickHouseAddress address =
                CLICKHOUSE.address().withDatabase(CLICKHOUSE.address().database() + "_slow");
        Migrations.migrate(address);
        List<MailEvent> slow = new ArrayList<>();
        for (int n = 0; n < 3; n++) {
            slow.add(event(app, n, EventType.QUEUED, SampleEvents.START + n));
        }
        MailEvent quick = event(app, 9, EventType.QUEUED, SampleEvents.START + 9);
        List<MailEvent> told = new ArrayList<>();
        try (StoreClient client = StoreClient.of(address);
                EventWriter one = EventWriter.open(address);
                EventWriter other = EventWriter.open(address);
                EventStore reader = EventStore.open(address)) {
            // Rows have their places at once, and can be read a second for each row later.
            client.execute("ALTER TABLE feed ADD COLUMN delay UInt8 DEFAULT sleepEachRow(1)");
            CompletableFuture<Void> insert = CompletableFuture.runAsync(() -> one.write(slow));
            await(() -> count("SELECT count() FROM system.processes WHERE query_kind = 'Insert'"
                            + " AND current_database = '" + address.database() + "'")
                    == 1);
            other.write(List.of(quick));
            assertFalse(insert.isDone());
            long place = 0;
            long give = TimeSource.SYSTEM.monotonicNanos() + PATIENCE.toNanos();
            while (told.size() < 4 && TimeSource.SYSTEM.monotonicNanos() < give) {
                FeedPage page = reader.feed(all(app), place, 10);
                told.addAll(page.events());
                place = page.end();
            }
            insert.get(1, TimeUnit.MINUTES);
            // As a rule the quick one is the last, though it could be read two seconds before the others.
            List<String> places = new ArrayList<>();
            client.select("SELECT event_id FROM feed ORDER BY seq", Map.of(), row -> places.add(row.text()));
            assertEquals(4, places.size());
            assertEquals(places, told.stream().map(MailEvent::getEventId).toList());
            client.execute("DROP DATABASE " + address.database() + " SYNC");
        }
    }

    @Test
    void types_application_environment_and_time_bound_it() {
        String app = "app_bounds";
        MailEvent queued = event(app, 1, EventType.QUEUED, SampleEvents.START);
        MailEvent bounced = event(app, 1, EventType.HARD_BOUNCE, SampleEvents.START);
        MailEvent sandbox = event(app, 2, EventType.HARD_BOUNCE, SampleEvents.START).toBuilder()
                .setHead(queued.getHead().toBuilder().setEnvironment("sandbox"))
                .build();
        writer.write(List.of(queued, bounced, sandbox, event("app_other", 1, EventType.QUEUED, SampleEvents.START)));
        List<MailEvent> told = new ArrayList<>();

        long end = walk(new FeedQuery(app, "live", List.of("hard_bounce", "opened")), 0, 10, 1, told);
        walk(new FeedQuery(app, "sandbox", List.of()), 0, 10, 2, told);
        walk(all(app), EventStore.feedFrom(TimeSource.SYSTEM.wallMillis() - PATIENCE.toMillis()), 10, 4, told);

        assertEquals(List.of(bounced, sandbox, queued, bounced), told);
        assertEquals(
                List.of(),
                store.feed(all(app), Math.max(end, EventStore.feedFrom(TimeSource.SYSTEM.wallMillis() + 1000)), 10)
                        .events());
    }

    @Test
    void a_span_of_their_instants_bounds_it_whenever_they_were_stored() {
        String app = "app_span";
        List<MailEvent> events = new ArrayList<>();
        for (int n = 0; n < 6; n++) {
            events.add(event(app, n, EventType.QUEUED, SampleEvents.START + n));
        }
        writer.write(events.subList(3, 6));
        writer.write(events.subList(0, 3));
        FeedQuery span = new FeedQuery(app, "live", List.of(), SampleEvents.START + 1, SampleEvents.START + 4);
        List<MailEvent> told = new ArrayList<>();

        long end = walk(span, 0, 2, 4, told);

        assertEquals(Set.copyOf(events.subList(1, 5)), Set.copyOf(told));
        assertEquals(4, told.size());
        assertEquals(4, store.feedSize(span, 0));
        assertEquals(0, store.feedSize(span, end));
        assertEquals(6, store.feedSize(all(app), 0));
    }

    @Test
    void events_stored_before_the_feed_was_there_are_in_it() {
        ClickHouseAddress address =
                CLICKHOUSE.address().withDatabase(CLICKHOUSE.address().database() + "_older");
        Migrations.migrate(address);
        try (StoreClient client = StoreClient.of(address);
                EventWriter early = EventWriter.open(address);
                EventStore reader = EventStore.open(address)) {
            client.execute("DROP TABLE feed_of_events SYNC");
            client.execute("DROP TABLE feed SYNC");
            MailEvent event = event("app_older", 1, EventType.QUEUED, SampleEvents.START);
            early.write(List.of(event));
            for (int i = 0; i < 2; i++) {
                client.execute(
                        "ALTER TABLE schema_migrations DELETE WHERE name = '005-feed' SETTINGS mutations_sync = 1");
                assertEquals(List.of("005-feed"), Migrations.migrate(address));
            }
            await(() -> !reader.feed(all("app_older"), 0, 10).events().isEmpty());
            assertEquals(List.of(event), reader.feed(all("app_older"), 0, 10).events());
            client.execute("DROP DATABASE " + address.database() + " SYNC");
        }
    }

    private static void optimize() {
        try (StoreClient client = StoreClient.of(CLICKHOUSE.address())) {
            client.execute("OPTIMIZE TABLE events FINAL");
            client.execute("OPTIMIZE TABLE feed FINAL");
        }
    }

    private static long count(String sql) {
        long[] out = new long[1];
        try (StoreClient client = StoreClient.of(CLICKHOUSE.address())) {
            client.select(sql, Map.of(), row -> out[0] = row.int64());
        }
        return out[0];
    }

    private static void await(java.util.function.BooleanSupplier condition) {
        long give = TimeSource.SYSTEM.monotonicNanos() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(TimeSource.SYSTEM.monotonicNanos() < give, "waited a minute");
        }
    }
}
