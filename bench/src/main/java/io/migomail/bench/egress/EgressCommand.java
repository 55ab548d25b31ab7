package io.migomail.bench.egress;

import io.migomail.bench.door.DoorClient;
import io.migomail.bench.door.NullDoor;
import io.migomail.bench.report.Spread;
import io.migomail.core.TimeSource;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code ./migomail bench egress}: mail from a source address of this machine and through an egress node that owns it, to the
 * same mail host, in turns. Clients and mail host share this process; the node is one of its own.
 */
@Command(
        name = "egress",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "What it costs to send through an egress node instead of from this machine.")
public final class EgressCommand implements Callable<Integer> {
    private static final String SOURCE = "127.0.8.1";

    @Option(names = "--rounds", description = "turns of both ways (default: ${DEFAULT-VALUE})")
    int rounds = 5;

    @Option(names = "--greetings", description = "connections a turn, opened and greeted (default: ${DEFAULT-VALUE})")
    int greetings = 1000;

    @Option(names = "--conns", description = "connections that send at a time (default: ${DEFAULT-VALUE})")
    int connections = 4;

    @Option(names = "--size", description = "octets of a message (default: ${DEFAULT-VALUE})")
    int octets = 20 * 1024;

    /** Each connection keeps a port of its source address for a minute after it: longer turns would run out of them. */
    @Option(names = "--duration", description = "seconds a turn of sending (default: ${DEFAULT-VALUE})")
    int duration = 1;

    private final PrintStream out;

    /** Figures go to standard output. */
    public EgressCommand() {
        this(System.out);
    }

    EgressCommand(PrintStream out) {
        this.out = out;
    }

    /** What was measured of one way. */
    private static final class Figures {
        private final List<Long> greetings = new ArrayList<>();
        private double warm;
        private double fresh;
    }

    /** Exit status: 0 where both ways were measured. */
    @Override
    public Integer call() throws IOException, InterruptedException {
        int loops = Runtime.getRuntime().availableProcessors();
        InetAddress source = InetAddress.getByName(SOURCE);
        try (NullDoor door = NullDoor.open(loops, 10 * connections + 100)) {
            var host = new InetSocketAddress(InetAddress.getLoopbackAddress(), door.port());
            try (NodeProcess node = NodeProcess.start(host, source)) {
                Map<String, Opening> ways = new LinkedHashMap<>();
                ways.put("from this machine", () -> direct(host, source));
                ways.put("through a node", node::open);
                print(measure(ways));
            }
        }
        return 0;
    }

    private static Socket direct(InetSocketAddress host, InetAddress source) throws IOException {
        Socket socket = new Socket(host.getAddress(), host.getPort(), source, 0);
        socket.setTcpNoDelay(true);
        return socket;
    }

    private Map<String, Figures> measure(Map<String, Opening> ways) throws IOException, InterruptedException {
        Map<String, Figures> all = new LinkedHashMap<>();
        byte[] content = DoorClient.message(octets);
        Duration turn = Duration.ofSeconds(duration);
        for (int round = 0; round <= rounds; round++) {
            for (Map.Entry<String, Opening> way : ways.entrySet()) {
                EgressLoad load = new EgressLoad(way.getValue(), TimeSource.SYSTEM);
                Figures figures = all.computeIfAbsent(way.getKey(), name -> new Figures());
                List<Long> greeted = load.greetings(greetings);
                double warm = load.warm(connections, content, turn);
                double fresh = load.fresh(connections, content, turn);
                if (round > 0) { // the first one is for compilers
                    figures.greetings.addAll(greeted);
                    figures.warm += warm / rounds;
                    figures.fresh += fresh / rounds;
                }
            }
        }
        return all;
    }

    private void print(Map<String, Figures> all) {
        out.printf(
                Locale.ROOT,
                "%d turns, %d connections greeted a turn; %d connections that send %d octets a message, %d s a turn%n",
                rounds,
                greetings,
                connections,
                octets,
                duration);
        out.printf(
                "%-20s %14s %14s %16s %16s%n",
                "", "greeted p50 ms", "greeted p99 ms", "warm messages/s", "fresh messages/s");
        all.forEach((way, figures) -> {
            Spread greeted = Spread.ofNanos(figures.greetings);
            out.printf(
                    Locale.ROOT,
                    "%-20s %14.3f %14.3f %16.0f %16.0f%n",
                    way,
                    greeted.p50(),
                    greeted.p99(),
                    figures.warm,
                    figures.fresh);
        });
    }
}
