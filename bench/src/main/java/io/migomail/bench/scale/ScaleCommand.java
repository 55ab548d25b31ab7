package io.migomail.bench.scale;

import io.migomail.bench.mx.MeasuringMx;
import io.migomail.bench.system.Way;
import io.migomail.core.HostPort;
import io.migomail.core.TimeSource;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * {@code ./migomail bench scale}: clusters of more and more cells, each a delivery job with a TaskManager of its own, under
 * as much mail as they take. Figures go to standard output.
 */
@Command(
        name = "scale",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "What a further TaskManager with a further cell brings and costs.")
public final class ScaleCommand implements Callable<Integer> {
    private static final double MEBIBYTE = 1024 * 1024;

    @Mixin
    ScaleOptions options = new ScaleOptions();

    private final PrintStream out;
    private final TimeSource time = TimeSource.SYSTEM;

    /** Figures go to standard output. */
    public ScaleCommand() {
        this(System.out);
    }

    ScaleCommand(PrintStream out) {
        this.out = out;
    }

    /** Exit status: 0 where every accepted message arrived, and none twice. */
    @Override
    public Integer call() throws IOException, InterruptedException {
        options.check();
        Path home = Path.of(System.getProperty("migomail.home", "")).toAbsolutePath();
        List<ScaleRun.Result> results = new ArrayList<>();
        for (int cells : options.cells) {
            System.err.println("bench: a cluster of " + cells + " cells");
            try (MeasuringMx mx = MeasuringMx.start(HostPort.parse("127.0.0.1:0"), time);
                    Way way = Way.route(mx.port());
                    ScaledCluster cluster = ScaledCluster.start(home, way.settings(), cells, time)) {
                results.add(new ScaleRun(cluster, mx, options, time).measure());
            }
            print(results.get(results.size() - 1), results.get(0));
        }
        return results.stream().allMatch(ScaleRun.Result::sound) ? 0 : 1;
    }

    /** As soon as it is there: the next cluster may fail. */
    void print(ScaleRun.Result result, ScaleRun.Result first) {
        out.printf(
                Locale.ROOT,
                "%d cells: %.0f messages a second (%.2f of as many times the first), %d accepted, %d arrived, %d"
                        + " duplicates%n",
                result.cells(),
                result.perSecond(),
                result.perSecond() / result.cells() / (first.perSecond() / first.cells()),
                result.accepted(),
                result.arrived(),
                result.duplicates());
        out.printf("  %-16s %14s %12s %15s %9s%n", "", "CPU ms/message", "beyond idle", "idle, CPU ms/s", "RSS MiB");
        result.loaded()
                .forEach((kind, cpu) -> line(
                        kind,
                        cpu,
                        result.beyond().getOrDefault(kind, 0.0),
                        result.idle().getOrDefault(kind, 0.0),
                        result.memory().getOrDefault(kind, 0L) / MEBIBYTE));
        line(
                "all",
                sum(result.loaded()),
                sum(result.beyond()),
                sum(result.idle()),
                result.memory().values().stream().mapToLong(Long::longValue).sum() / MEBIBYTE);
        out.println("  octets a message in Kafka: "
                + result.logs().entrySet().stream()
                        .filter(topic -> topic.getValue() >= 1)
                        .map(topic -> String.format(Locale.ROOT, "%s %.0f", topic.getKey(), topic.getValue()))
                        .collect(Collectors.joining(", ")));
    }

    private static double sum(Map<String, Double> kinds) {
        return kinds.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    private void line(String kind, double loaded, double beyond, double idle, double memory) {
        out.printf(Locale.ROOT, "  %-16s %14.2f %12.2f %15.0f %9.0f%n", kind, loaded, beyond, idle, memory);
    }
}
