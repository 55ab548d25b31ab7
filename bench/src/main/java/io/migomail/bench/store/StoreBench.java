package io.migomail.bench.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.migomail.analytics.ClickHouseAddress;
import io.migomail.analytics.EventStore;
import io.migomail.analytics.FoundMessage;
import io.migomail.analytics.Migrations;
import io.migomail.analytics.StatsQuery;
import io.migomail.analytics.WindowTable;
import io.migomail.analytics.local.ClickHouseLocal;
import io.migomail.analytics.local.EngineLibrary;
import io.migomail.bench.load.Mails;
import io.migomail.bench.load.RestClient;
import io.migomail.bench.report.Spread;
import io.migomail.bench.store.StoreFolder.Filled;
import io.migomail.bench.system.Access;
import io.migomail.bench.system.PrivateStack;
import io.migomail.bench.system.Visitor;
import io.migomail.control.MasterKey;
import io.migomail.core.Settings;
import io.migomail.core.TimeSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An engine over a folder, and, while it is asked, a whole system beside it that has no other event store. One thread. */
final class StoreBench implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration MERGES = Duration.ofMinutes(30);
    private static final int PAGES = 50;
    private static final int COLD_PAGES = 20;
    private static final long OVERVIEW_MILLIS = 300;
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration MONTH = Duration.ofDays(30);

    private final StoreFolder folder;
    private final Path home;
    private final ClickHouseLocal engine;
    private final ClickHouseAddress address;
    private final TimeSource time = TimeSource.SYSTEM;

    private StoreBench(StoreFolder folder, Path home, ClickHouseLocal engine) {
        this.folder = folder;
        this.home = home;
        this.engine = engine;
        this.address = new ClickHouseAddress(engine.url(), engine.user(), engine.password(), "migo", "");
    }

    /** @param memory MiB that the engine may take */
    static StoreBench open(StoreFolder folder, Path home, int memory) {
        ClickHouseLocal engine = ClickHouseLocal.start(
                EngineLibrary.locate(System.getenv()),
                folder.engine(),
                0,
                (long) memory << 20,
                ClickHouseLocal.newPassword());
        return new StoreBench(folder, home, engine);
    }

    /**
     * Fills it, where that was not done before.
     *
     * @throws IllegalArgumentException where the folder has something else
     */
    void fill(long messages, int days, int others) throws IOException, InterruptedException {
        Filled filled = folder.filled().orElse(null);
        if (filled == null) {
            long from = time.wallMillis() - Duration.ofDays(days).toMillis();
            filled = new Filled(messages, from, days, others, application(), false);
            folder.write(filled);
        }
        if (filled.messages() != messages || filled.days() != days || filled.others() != others) {
            throw new IllegalArgumentException("the folder was filled otherwise: " + filled);
        }
        StoreLoad load = new StoreLoad(address);
        if (!filled.whole()) {
            long begin = time.monotonicNanos();
            load.fill(filling(filled));
            folder.write(filled.done());
            say("filled in %,.0f s, by statements of the engine", (time.monotonicNanos() - begin) / 1e9);
        }
        long begin = time.monotonicNanos();
        Migrations.migrate(address);
        window(filling(filled), load.lastWindow());
        load.settle(MERGES);
        say("merging went on for %,.0f s", (time.monotonicNanos() - begin) / 1e9);
        say("%,d events, %,d MiB on disk", load.events(), load.octets() >> 20);
    }

    /** Counts the windows of all messages, from the day of the last one that is there. */
    private void window(Filling filling, long last) {
        try (WindowTable windows = WindowTable.open(address, StoreLoad.PATIENCE)) {
            for (long day = filling.from(); day < filling.until(); day += DAY.toMillis()) {
                if (day + DAY.toMillis() > last) {
                    windows.count(filling.applications(), "live", new StatsQuery.Range(day, day + DAY.toMillis()));
                }
            }
        }
    }

    /** Stores events of its own for so long, in a database that is removed again. */
    InsertLoad.Stored insert(Duration length) throws IOException, InterruptedException {
        ClickHouseAddress own = address.withDatabase("bench_insert");
        Migrations.migrate(own);
        InsertLoad.Stored stored = new InsertLoad(time).run(own, length);
        new StoreLoad(own).drop();
        return stored;
    }

    /** How long reports took over the reader that the API has. */
    Map<String, Spread> read(int runs) throws IOException {
        try (EventStore store = EventStore.open(address)) {
            return questions(store).ask(runs);
        }
    }

    /** How long requests to the API took. */
    List<Measured> ask(int lookUps, int runs) throws IOException, InterruptedException {
        List<FoundMessage> some;
        try (EventStore store = EventStore.open(address)) {
            some = questions(store).some();
        }
        long events = new StoreLoad(address).events();
        try (PrivateStack stack = system();
                RestClient client = client(stack.access())) {
            List<Measured> out = new ArrayList<>(
                    new RestQuestions(client, some, filling(filled()).until(), time).ask(events, lookUps, runs));
            out.add(overview(stack.visitor(), events <= RestQuestions.TEN_MILLION ? OVERVIEW_MILLIS : 0));
            return out;
        }
    }

    /** How long the first page of the dashboard took. @param limit milliseconds; 0 = none */
    private Measured overview(Visitor visitor, long limit) throws IOException, InterruptedException {
        String path = "/dashboard/" + filled().application() + "/live";
        List<Long> nanos = new ArrayList<>();
        for (int n = -COLD_PAGES; n < PAGES; n++) {
            long begin = time.monotonicNanos();
            visitor.page(path);
            if (n >= 0) {
                nanos.add(time.monotonicNanos() - begin);
            }
        }
        return new Measured("overview page", Spread.ofNanos(nanos), limit);
    }

    private StoreQuestions questions(EventStore store) throws IOException {
        Filled filled = filled();
        long until = filling(filled).until();
        StatsQuery.Range month = new StatsQuery.Range(until - MONTH.toMillis(), until);
        return new StoreQuestions(store, filled.application(), month, time);
    }

    /** The application that the system made at its first start, and makes its schema here, too. */
    private String application() throws IOException, InterruptedException {
        try (PrivateStack stack = system();
                RestClient client = client(stack.access())) {
            RestClient.Response response = client.get("/v1/applications");
            JsonNode first = JSON.readTree(response.body()).path("data").path(0).path("id");
            if (response.status() != 200 || !first.isTextual()) {
                throw new IOException("the system tells no application: " + response.status());
            }
            return first.asText();
        }
    }

    private PrivateStack system() throws IOException, InterruptedException {
        return PrivateStack.startOn(
                folder.system(),
                home,
                Map.of(
                        "MIGO_CLICKHOUSE_URL", engine.url(),
                        "MIGO_CLICKHOUSE_USER", engine.user(),
                        "MIGO_CLICKHOUSE_PASSWORD", engine.password()));
    }

    private static RestClient client(Access access) {
        return new RestClient(access.http(), access.key(), new Mails(new Mails.Plan("store", access.from(), 1, 0, "")));
    }

    private Filled filled() throws IOException {
        return folder.filled().orElseThrow(() -> new IllegalStateException("nothing was filled"));
    }

    private Filling filling(Filled filled) throws IOException {
        MasterKey key = MasterKey.resolve(Settings.from(Map.of()), Map.of(), folder.system(), false);
        return new Filling(
                filled.messages(),
                filled.from(),
                Duration.ofDays(filled.days()),
                filled.application(),
                key.derive("message-ids").get(0),
                filled.others());
    }

    private static void say(String format, Object value) {
        System.out.println(String.format(Locale.ROOT, format, value));
    }

    private static void say(String format, Object first, Object second) {
        System.out.println(String.format(Locale.ROOT, format, first, second));
    }

    @Override
    public void close() {
        engine.close();
    }
}
