package io.migomail.bench.scale;

import io.migomail.bench.load.Client;
import io.migomail.bench.load.Load;
import io.migomail.bench.load.Mails;
import io.migomail.bench.load.RestClient;
import io.migomail.bench.load.Schedule;
import io.migomail.bench.load.Sent;
import io.migomail.bench.mx.Arrivals;
import io.migomail.bench.mx.MeasuringMx;
import io.migomail.bench.process.Usage;
import io.migomail.bench.system.Access;
import io.migomail.core.TimeSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** One load on one cluster, whose messages go to all cells in turn, by both ingress nodes. */
final class ScaleRun {
    private static final Path GROUPS = Path.of("/sys/fs/cgroup");
    private static final Duration QUIET = Duration.ofSeconds(30);

    private final ScaledCluster cluster;
    private final MeasuringMx mx;
    private final ScaleOptions options;
    private final TimeSource time;

    /**
     * What came of it.
     *
     * @param perSecond messages a second, until the last one had arrived
     * @param loaded CPU milliseconds a message of each kind of process, until the event store had all of them
     * @param beyond of those what the kind would not have taken without mail
     * @param idle CPU milliseconds a second of each kind without any mail
     * @param memory resident octets of each kind at the end
     * @param logs octets a message that each topic grew by
     */
    record Result(
            int cells,
            double perSecond,
            int accepted,
            int arrived,
            int duplicates,
            Map<String, Double> loaded,
            Map<String, Double> beyond,
            Map<String, Double> idle,
            Map<String, Long> memory,
            Map<String, Double> logs) {
        /** Nothing lost, nothing twice; what was put off with an error, and was taken all the same, may arrive. */
        boolean sound() {
            return arrived >= accepted && duplicates == 0 && accepted > 0;
        }
    }

    ScaleRun(ScaledCluster cluster, MeasuringMx mx, ScaleOptions options, TimeSource time) {
        this.cluster = cluster;
        this.mx = mx;
        this.options = options;
        this.time = time;
    }

    /** Blocks until all has arrived, or nothing more arrives. @throws IOException where a job moved meanwhile */
    Result measure() throws IOException, InterruptedException {
        int cells = cluster.cells().size();
        offer(Schedule.even(options.primeRate * cells, (int) (options.primeRate * cells * options.prime)));
        cluster.sort();
        Map<String, Double> idle = idle();
        try (CpuShare share = options.share > 0 ? CpuShare.at(GROUPS) : null) {
            if (share != null) {
                for (long pid : cluster.delivering()) {
                    share.limit(pid, options.share);
                }
            }
            Map<String, Long> logs = cluster.logs();
            Map<String, Usage> before = cluster.usage();
            long from = time.monotonicNanos();
            Offered offered = offer(Schedule.closed(options.count * cells));
            new StoredEvents(cluster.cells(), time).await(offered.sent());
            Map<String, Usage> after = cluster.usage();
            double seconds = (time.monotonicNanos() - from) / 1e9;
            cluster.requirePlaces();
            Map<String, Double> loaded = cpu(before, after, offered.arrived());
            Map<String, Double> beyond = new LinkedHashMap<>();
            loaded.forEach((kind, millis) ->
                    beyond.put(kind, millis - idle.getOrDefault(kind, 0.0) * seconds / offered.arrived()));
            Map<String, Long> memory = new LinkedHashMap<>();
            after.forEach((kind, usage) -> memory.put(kind, usage.rssBytes() + usage.storeRssBytes()));
            Map<String, Double> grown = new TreeMap<>();
            cluster.logs()
                    .forEach((topic, octets) ->
                            grown.put(topic, (octets - logs.getOrDefault(topic, 0L)) / (double) offered.arrived()));
            return new Result(
                    cells,
                    offered.arrived() / offered.seconds(),
                    offered.sent().accepted(),
                    offered.arrived(),
                    offered.arrivals().duplicates(),
                    loaded,
                    beyond,
                    idle,
                    memory,
                    grown);
        }
    }

    /** Milliseconds of each kind, between two looks, for each of so many messages or seconds. */
    private static Map<String, Double> cpu(Map<String, Usage> before, Map<String, Usage> after, double each) {
        Map<String, Double> cpu = new LinkedHashMap<>();
        after.forEach((kind, usage) -> cpu.put(kind, (cpu(usage) - cpu(before.getOrDefault(kind, Usage.NONE))) / each));
        return cpu;
    }

    private static double cpu(Usage usage) {
        return usage.cpuMillis() + (double) usage.storeCpuMillis();
    }

    private Map<String, Double> idle() {
        Map<String, Usage> before = cluster.usage();
        long from = time.monotonicNanos();
        long end = from + Duration.ofSeconds(options.idle).toNanos(); // what is measured is this time
        for (long left = end - from; left > 0; left = end - time.monotonicNanos()) {
            LockSupport.parkNanos(left);
        }
        return cpu(before, cluster.usage(), (time.monotonicNanos() - from) / 1e9);
    }

    /** A load that is over: what was answered, what arrived, and in what time. */
    private record Offered(Sent sent, Arrivals arrivals, double seconds) {
        int arrived() {
            return arrivals.distinct();
        }
    }

    private Offered offer(Schedule schedule) throws InterruptedException {
        String run = "r" + Long.toHexString(time.monotonicNanos());
        Arrivals arrivals = new Arrivals(run, schedule.count());
        mx.measure(arrivals);
        Load load = new Load(schedule, clients(run), options.conns, time);
        Sent sent = load.run();
        arrivals.await(sent.accepted(), QUIET, time);
        long last = load.start();
        for (int n = 0; n < schedule.count(); n++) {
            last = Math.max(last, arrivals.at(n));
        }
        return new Offered(sent, arrivals, (last - load.start()) / 1e9);
    }

    /** Connections by turns: each of one account, at one ingress node. */
    private Supplier<Client> clients(String run) {
        List<Supplier<Client>> all = new ArrayList<>();
        int doors = cluster.cells().get(0).size();
        for (int door = 0; door < doors; door++) {
            for (List<Access> cell : cluster.cells()) {
                Access access = cell.get(door);
                Mails mails = new Mails(new Mails.Plan(run, access.from(), 10, options.size, options.templateAlias()));
                all.add(() -> new RestClient(access.http(), access.key(), mails));
            }
        }
        AtomicInteger next = new AtomicInteger();
        return () -> all.get(next.getAndIncrement() % all.size()).get();
    }
}
