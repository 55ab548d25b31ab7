package io.migomail.e2e.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.Topics;
import io.migomail.e2e.crash.Sender.Answer;
import io.migomail.e2e.crash.Sender.Fate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * kill -9 of the whole stack under load, and a start over what it left. Messages of odd number carry an Idempotency-Key
 * and are sent again where their fate is unknown; those of even number are not. The system properties
 * {@code crash.rate} (a second) and {@code crash.seconds} make it longer.
 */
class KillInMidLoadIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int RATE = Integer.getInteger("crash.rate", 60);
    private static final int SECONDS = Integer.getInteger("crash.seconds", 10);
    private static final int COUNT = RATE * SECONDS;
    /** Every so many come from a domain that is not ours, and must never arrive. */
    private static final int STRANGERS = 20;

    private static final String FIRST = "first";

    private final Map<String, Answer> journal = new ConcurrentHashMap<>();
    private final Set<String> retried = new TreeSet<>();

    @Test
    void whatWasAcceptedIsDeliveredAfterKillNine(@TempDir Path data) throws Exception {
        try (JournalMx mx = new JournalMx(Duration.ofMillis(30))) {
            Map<String, String> settings = StackProcess.settings(data, "MIGO_ROUTES", mx.routes());
            Kill kill;
            try (StackProcess first = StackProcess.start(settings)) {
                kill = load(first, mx);
            }
            Duration outage;
            try (StackProcess second = StackProcess.start(settings)) {
                outage = second.startTime();
                retryUnknowns(second);
                settle(mx);
                check(mx, new Stories(second.api()));
            }
            duplicates(mx, kill, FirstLife.read(data, kill.at()), outage);
        }
    }

    /**
     * The kill, as the MX saw it.
     *
     * @param at wall clock at the kill
     * @param open transactions with content whose answer came after the kill had begun
     * @param accepted what the MX had accepted when it had thought about the last of them
     */
    private record Kill(long at, int open, Map<String, Long> accepted) {}

    /** Open loop: a message each tick, whatever becomes of the others, before the kill and after it. */
    private Kill load(StackProcess stack, JournalMx mx) throws InterruptedException {
        Sender sender = new Sender(stack.ready());
        warmUp(sender, mx);
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        List<CompletableFuture<?>> sent = new CopyOnWriteArrayList<>();
        long tick = 1_000_000 / RATE;
        try {
            clock.scheduleAtFixedRate(() -> sent.add(sendOne(sender, sent.size())), 0, tick, TimeUnit.MICROSECONDS);
            Await.until(
                    PATIENCE,
                    "half of the load, with mail under way",
                    () -> sent.size() >= COUNT / 2 && ids(Fate.OK).size() >= COUNT / 4 && mx.open() > 0);
            long at = System.currentTimeMillis();
            int open = mx.openAfter(stack::kill);
            Await.until(PATIENCE, "the MX's last answers", mx::atRest);
            Kill kill = new Kill(at, open, mx.counts());
            int last = sent.size() + RATE;
            Await.until(PATIENCE, "a second of load after the kill", () -> sent.size() >= last);
            return kill;
        } finally {
            clock.shutdown();
            clock.awaitTermination(1, TimeUnit.MINUTES);
            CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)).join();
        }
    }

    /** A cold machine is not what is measured here. */
    private static void warmUp(Sender sender, JournalMx mx) {
        sender.taken(FIRST);
        Await.until(PATIENCE, "a first mail at the MX", () -> mx.has(FIRST));
    }

    private CompletableFuture<?> sendOne(Sender sender, int number) {
        return (stranger(number)
                        ? sender.send(id(number), false, "noreply@not-ours.example")
                        : sender.send(id(number), keyed(number)))
                .thenAccept(answer -> journal.put(id(number), answer));
    }

    private void retryUnknowns(StackProcess stack) {
        Sender sender = new Sender(stack.ready());
        for (int number = 0; number < journal.size(); number++) {
            String id = id(number);
            if (keyed(number) && !stranger(number) && journal.get(id).fate() == Fate.UNKNOWN) {
                journal.put(id, sender.taken(id));
                retried.add(id);
            }
        }
    }

    private void settle(JournalMx mx) {
        Set<String> accepted = ids(Fate.OK);
        Await.until(PATIENCE, "all that was accepted at the MX", () -> {
            Set<String> missing = new TreeSet<>(accepted);
            missing.removeAll(mx.counts().keySet());
            if (!missing.isEmpty()) {
                throw new IllegalStateException(missing.size() + " missing: " + missing);
            }
            return true;
        });
    }

    private void check(JournalMx mx, Stories stories) {
        assertTrue(ids(Fate.OK).size() > COUNT / 4, "the load was no load: " + summary());
        assertEquals(List.of(), mx.wrong(), "WRONG");
        List<String> phantoms = mx.counts().keySet().stream()
                .filter(ids(Fate.REJECTED)::contains)
                .toList();
        assertEquals(List.of(), phantoms, "PHANTOM");
        List<String> accepted = journal.values().stream()
                .filter(a -> a.fate() == Fate.OK)
                .map(Answer::messageId)
                .toList();
        Await.until(PATIENCE, "every story to end delivered", () -> {
            List<String> open = stories.undelivered(accepted);
            if (!open.isEmpty()) {
                throw new IllegalStateException(open.size() + " open: " + open);
            }
            return true;
        });
        assertEquals(List.of(), stories.endedOtherwise(accepted), "one final event each");
    }

    /** Only what the MX had taken and the journal did not know may come a second time, and each only once. */
    private void duplicates(JournalMx mx, Kill kill, FirstLife journal, Duration restart) {
        assertEquals(Topics.OUTCOMES.partitions(), journal.fences(), "partitions with a fence of the second life");
        assertEquals(Set.of(), more(kill.accepted()).keySet(), "nothing came twice before the kill");
        Set<String> unknown = new TreeSet<>(kill.accepted().keySet());
        unknown.removeAll(journal.settled());
        Map<String, Long> twice = more(mx.counts());
        System.out.printf(
                "kill -9 at %d/s: %s, retried with their key %d; delivered %d, LOST 0, DUPLICATES %d; transactions whose"
                        + " outcome had not reached the log: %d (open at the kill %d), restart %d ms%n",
                RATE,
                summary(),
                retried.size(),
                mx.counts().size(),
                twice.values().stream().mapToLong(n -> n - 1).sum(),
                unknown.size(),
                kill.open(),
                restart.toMillis());
        assertTrue(unknown.containsAll(twice.keySet()), () -> "came twice: " + twice + ", unknown: " + unknown);
        assertTrue(twice.values().stream().allMatch(n -> n == 2), () -> "more than twice: " + twice);
    }

    private static Map<String, Long> more(Map<String, Long> counts) {
        Map<String, Long> more = new TreeMap<>(counts);
        more.values().removeIf(n -> n == 1);
        return more;
    }

    private String summary() {
        return journal.values().stream()
                .collect(Collectors.groupingBy(a -> a.fate() + " " + a.status(), TreeMap::new, Collectors.counting()))
                .toString();
    }

    private Set<String> ids(Fate fate) {
        return journal.entrySet().stream()
                .filter(e -> e.getValue().fate() == fate)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static boolean keyed(int number) {
        return number % 2 == 1;
    }

    private static boolean stranger(int number) {
        return number % STRANGERS == STRANGERS - 1;
    }

    private static String id(int number) {
        return "m" + number;
    }
}
