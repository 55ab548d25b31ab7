package io.migomail.bench.store;

import io.migomail.bench.report.Spread;
import io.migomail.testkit.process.Scratch;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./migomail bench store}: a local engine of its own, months of events, and the API's questions. */
@Command(
        name = "store",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "The event store: how fast it takes events, and how long the API answers over many of them.")
public final class StoreCommand implements Callable<Integer> {
    /** Of a message, as the statement makes them. */
    private static final double EVENTS_PER_MESSAGE = 3.196;

    private static final double LEAST_PER_SECOND = 20_000;

    @Option(names = "--events", description = "about so many events (default: ${DEFAULT-VALUE})")
    long events = 10_000_000;

    @Option(names = "--days", description = "that they are spread over (default: ${DEFAULT-VALUE})")
    int days = 90;

    @Option(
            names = "--others",
            description = "other accounts, which have every second message; 0 = none (default: ${DEFAULT-VALUE})")
    int others = 50;

    @Option(names = "--data", description = "a folder that is filled once and kept; without it a temporary one")
    @Nullable
    Path data;

    @Option(names = "--memory", description = "MiB that the engine may take (default: ${DEFAULT-VALUE})")
    int memory = 1024;

    @Option(names = "--runs", description = "times that each report is asked for (default: ${DEFAULT-VALUE})")
    int runs = 10;

    @Option(names = "--look-ups", description = "times that each look-up is asked for (default: ${DEFAULT-VALUE})")
    int lookUps = 500;

    @Option(
            names = "--insert",
            description =
                    "seconds for which events are stored as the accounting job does; 0 = not (default: ${DEFAULT-VALUE})")
    int insert = 60;

    /** Exit status: 0 every limit was kept, 1 one was not, 2 wrong usage. */
    @Override
    public Integer call() throws IOException, InterruptedException {
        if (events < 1 || days < 1 || others < 0 || runs < 1 || lookUps < 1 || insert < 0 || memory < 256) {
            throw new IllegalArgumentException(
                    "events, days, runs and look-ups must be positive, others and insert not negative, memory at least 256");
        }
        Path home = Path.of(System.getProperty("migomail.home", "")).toAbsolutePath();
        try (Scratch scratch = Scratch.open("bench-store")) {
            StoreFolder folder = new StoreFolder(data == null ? scratch.folder() : data.toAbsolutePath());
            try (StoreBench bench = StoreBench.open(folder, home, memory)) {
                bench.fill(Math.max(1, Math.round(events / EVENTS_PER_MESSAGE)), days, others);
                boolean fast = insert == 0 || inserted(bench.insert(Duration.ofSeconds(insert)));
                print("over the reader, the last 30 days", bench.read(runs));
                List<Measured> asked = bench.ask(lookUps, runs);
                System.out.print(Measured.title());
                asked.forEach(one -> System.out.print(one.line()));
                return fast && asked.stream().allMatch(Measured::kept) ? 0 : 1;
            }
        }
    }

    private static boolean inserted(InsertLoad.Stored stored) {
        boolean fast = stored.perSecond() >= LEAST_PER_SECOND;
        System.out.printf(
                Locale.ROOT,
                "%,d events stored in %.0f s as the accounting job does: %,.0f a second, at least %,.0f%s%n",
                stored.events(),
                stored.seconds(),
                stored.perSecond(),
                LEAST_PER_SECOND,
                fast ? "" : "  MISSED");
        return fast;
    }

    private static void print(String title, Map<String, Spread> spreads) {
        System.out.println(title);
        System.out.print(Measured.title());
        spreads.forEach((name, spread) -> System.out.print(new Measured(name, spread, 0).line()));
    }
}
