package io.migomail.bench.store;

import io.migomail.analytics.ClickHouseAddress;
import io.migomail.analytics.EventStore;
import io.migomail.analytics.Migrations;
import io.migomail.analytics.StatsQuery;
import io.migomail.analytics.local.ClickHouseLocal;
import io.migomail.analytics.local.EngineLibrary;
import io.migomail.core.TimeSource;
import io.migomail.testkit.process.Scratch;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./migomail bench store}: a local engine of its own in a temporary folder, a month of events, and the API's questions. */
@Command(
        name = "store",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "The event store alone: how long it answers over a month of events.")
public final class StoreCommand implements Callable<Integer> {
    private static final Duration MONTH = Duration.ofDays(30);
    private static final Duration MERGES = Duration.ofMinutes(5);
    /** Of a message, as the statement makes them. */
    private static final double EVENTS_PER_MESSAGE = 3.196;

    @Option(names = "--events", description = "about so many events (default: ${DEFAULT-VALUE})")
    long events = 10_000_000;

    @Option(names = "--runs", description = "times that each report is asked for (default: ${DEFAULT-VALUE})")
    int runs = 10;

    private final TimeSource time = TimeSource.SYSTEM;

    /** Exit status: 0 everything was answered. */
    @Override
    public Integer call() throws IOException, InterruptedException {
        try (Scratch scratch = Scratch.open("bench-store");
                ClickHouseLocal engine = ClickHouseLocal.start(
                        EngineLibrary.locate(System.getenv()), scratch.folder().resolve("clickhouse"))) {
            ClickHouseAddress address =
                    new ClickHouseAddress(engine.url(), engine.user(), engine.password(), "bench", "");
            Migrations.migrate(address);
            long end = time.wallMillis();
            StatsQuery.Range month = new StatsQuery.Range(end - MONTH.toMillis(), end);
            fill(new StoreLoad(address), month);
            try (EventStore store = EventStore.open(address)) {
                System.out.printf(Locale.ROOT, "%-46s %9s %9s %9s%n", "", "p50 ms", "p99 ms", "max ms");
                new StoreQuestions(store, month, time)
                        .ask(runs)
                        .forEach((name, spread) -> System.out.printf(
                                Locale.ROOT,
                                "%-46s %9.0f %9.0f %9.0f%n",
                                name,
                                spread.p50(),
                                spread.p99(),
                                spread.max()));
            }
        }
        return 0;
    }

    private void fill(StoreLoad load, StatsQuery.Range month) throws IOException, InterruptedException {
        long begin = time.monotonicNanos();
        load.fill(Math.max(1, Math.round(events / EVENTS_PER_MESSAGE)), month.from(), MONTH);
        double seconds = (time.monotonicNanos() - begin) / 1e9;
        load.settle(MERGES);
        System.out.printf(
                Locale.ROOT,
                "%,d events, made and stored by statements of the engine in %.0f s%n",
                load.events(),
                seconds);
    }
}
