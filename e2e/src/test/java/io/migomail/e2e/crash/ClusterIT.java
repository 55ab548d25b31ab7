package io.migomail.e2e.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.e2e.crash.Sender.Fate;
import io.migomail.standalone.cluster.Cluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every part a process of its own: mail over both ingress nodes, and kill -9 of a TaskManager under a light load. */
class ClusterIT {
    private static final int RATE = Integer.getInteger("crash.rate", 20);
    private static final Duration BOUND = Duration.ofMinutes(3);

    private final Map<String, Sender.Answer> journal = new ConcurrentHashMap<>();
    private final List<CompletableFuture<?>> sent = new CopyOnWriteArrayList<>();

    @Test
    void mailFlowsAgainAfterKillNineOfATaskManagerAndNothingIsLost(@TempDir Path data) throws Exception {
        try (JournalMx mx = new JournalMx(Duration.ofMillis(30));
                RunningCluster running = RunningCluster.small(data, mx)) {
            Cluster cluster = running.cluster();
            eachNodeCarriesMail(running, mx);
            String victim = cluster.taskManagersOf(Cluster.DELIVERY).iterator().next();
            long killed = loadAround(running, mx, victim);
            sendAgainWhatWasPutOff(running.senders().get(0));
            Await.until(
                    BOUND,
                    "all that was accepted at the MX",
                    () -> mx.counts().keySet().containsAll(journal.keySet()));
            assertEquals(List.of(), mx.wrong());
            assertFalse(cluster.taskManagersOf(Cluster.DELIVERY).contains(victim), "it is gone");
            cluster.start(victim);
            report(running, mx, killed);
        }
    }

    private static void eachNodeCarriesMail(RunningCluster running, JournalMx mx) throws Exception {
        List<Sender> nodes = running.senders();
        assertEquals(2, nodes.size());
        for (int i = 0; i < nodes.size(); i++) {
            String id = "node" + i;
            Sender node = nodes.get(i);
            node.taken(id);
            Await.until(BOUND, "the mail of node " + i, () -> mx.has(id));
        }
    }

    /**
     * Doors do not notice the end of a TaskManager: nobody was refused. A door may have been put off by a broker that got
     * no turn on a busy machine for the 700 ms that it has; not for as long as the job takes to come back.
     */
    private void sendAgainWhatWasPutOff(Sender node) {
        Set<String> putOff = new TreeSet<>(journal.keySet());
        putOff.removeIf(id -> journal.get(id).fate() == Fate.OK);
        for (String id : putOff) {
            assertEquals(503, journal.get(id).status(), () -> id + ": " + journal.get(id));
        }
        assertTrue(putOff.size() * 2 < journal.size(), () -> "put off, of " + journal.size() + ": " + putOff);
        for (String id : putOff) {
            journal.put(id, node.taken(id));
        }
    }

    /** Open loop over both nodes; when of {@link System#nanoTime} the kill was. */
    private long loadAround(RunningCluster running, JournalMx mx, String victim) throws Exception {
        List<Sender> nodes = running.senders();
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        try {
            clock.scheduleAtFixedRate(() -> sendOne(nodes), 0, 1_000_000 / RATE, TimeUnit.MICROSECONDS);
            Await.until(BOUND, "mail that flows", () -> arrived(mx, 3 * RATE));
            long killed = System.nanoTime();
            running.cluster().kill(victim);
            int after = sent.size();
            Await.until(BOUND, "mail sent after the kill", () -> arrived(mx, after + 3 * RATE));
            return killed;
        } finally {
            clock.shutdown();
            assertTrue(clock.awaitTermination(1, TimeUnit.MINUTES));
            CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)).join();
        }
    }

    /** Whether a mail of this number or a later one is there. */
    private static boolean arrived(JournalMx mx, int number) {
        return mx.entries().stream()
                .map(JournalMx.Entry::id)
                .filter(id -> id.startsWith("m"))
                .anyMatch(id -> Integer.parseInt(id.substring(1)) >= number);
    }

    private void sendOne(List<Sender> nodes) {
        int number = sent.size();
        String id = id(number);
        sent.add(nodes.get(number % nodes.size()).send(id, true).thenAccept(answer -> journal.put(id, answer)));
    }

    private void report(RunningCluster running, JournalMx mx, long killed) {
        long[] times = mx.entries().stream()
                .mapToLong(JournalMx.Entry::at)
                .filter(at -> at > killed - TimeUnit.SECONDS.toNanos(2))
                .sorted()
                .toArray();
        long gap = 0;
        for (int i = 1; i < times.length; i++) {
            gap = Math.max(gap, times[i] - times[i - 1]);
        }
        long duplicates =
                mx.counts().values().stream().mapToLong(count -> count - 1).sum();
        System.out.printf(
                "cluster small: up %d ms; kill -9 of a TaskManager at %d/s: accepted %d, LOST 0, DUPLICATES %d, gap %d ms%n",
                running.startTime().toMillis(), RATE, journal.size(), duplicates, gap / 1_000_000);
    }

    private static String id(int number) {
        return "m" + number;
    }
}
