package io.migomail.mta.pace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.MessageClass;
import io.migomail.core.OutcomeKind;
import io.migomail.core.RecordCodec;
import io.migomail.core.record.Delivery;
import io.migomail.core.record.Outcome;
import io.migomail.mta.Attempt;
import io.migomail.mta.shaping.Shaping;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * A world around one key of PACE: a source that is replayed from its checkpointed place after a crash, a sink that
 * answers late, twice or never, and a journal that is read from its checkpointed place. The outcome is written before
 * the crash is allowed to matter, as in the product.
 */
final class Simulation {
    private static final MessageClass[] CLASSES = MessageClass.values();
    private static final Shaping SHAPING = new Shaping(8, 1, 20, 10, 100, 0, false);

    private final SplittableRandom random;
    private final boolean crashes;
    private final Stage stage = new Stage("mx:mx.example.net", SHAPING, "192.0.2.1", "192.0.2.2");
    private final List<Delivery> source = new ArrayList<>();
    private final List<Outcome> journal = new ArrayList<>();
    private final TreeMap<Long, List<Attempt>> sink = new TreeMap<>();
    private final Map<String, Integer> arrivals = new HashMap<>();
    private final Set<String> finals = new HashSet<>();
    private final List<Long> emissions = new ArrayList<>();
    private final StringBuilder trace = new StringBuilder();
    private MemoryState checkpoint;
    private int checkpointRead;
    private int checkpointJournal;
    private int read;
    private int journalRead;
    private int seen;
    private int settledSeen;
    private int repeated;

    Simulation(long seed, boolean crashes) {
        this.random = new SplittableRandom(seed);
        this.crashes = crashes;
        this.checkpoint = stage.state.copy();
    }

    int deliveries() {
        return source.size();
    }

    int repeatedAttempts() {
        return repeated;
    }

    String trace() {
        return trace.toString();
    }

    void run(int steps) {
        for (int i = 0; i < steps; i++) {
            step();
            observe();
        }
    }

    /** No more arrivals or crashes; time passes until nothing is left to do. */
    void drain() {
        for (int i = 0; i < 2000 && stage.state.deliveries() > 0; i++) {
            readAll();
            pass(Duration.ofMinutes(5).toMillis());
        }
    }

    void check() {
        assertEquals(0, stage.state.deliveries(), "deliveries left");
        Set<String> all = new HashSet<>();
        source.forEach(delivery -> all.add(delivery.getDeliveryId()));
        assertEquals(all, finals);
        assertEquals(0, stage.state.size(PaceState.Index.EXPIRY));
        assertEquals(0, stage.state.size(PaceState.Index.NORMAL));
    }

    private void step() {
        switch (random.nextInt(10)) {
            case 0, 1, 2, 3 -> arrive();
            case 4, 5, 6 -> pass(random.nextInt(400));
            case 7 -> readJournal(random.nextInt(6));
            case 8 -> oddity();
            default -> crashOrCheckpoint();
        }
    }

    private void arrive() {
        long life = random.nextInt(20) == 0
                ? 5_000
                : Duration.ofMinutes(1 + random.nextInt(600)).toMillis();
        String id = "m" + source.size() + ".0";
        source.add(Mail.delivery(id, CLASSES[random.nextInt(3)], stage.now + life).toBuilder()
                .setRecipient(id + "@example.net")
                .build());
        readSource();
    }

    private void readSource() {
        while (read < source.size()) {
            stage.pace.deliver(source.get(read++), stage.now);
            observe();
        }
    }

    private void readJournal(int most) {
        for (int i = 0; i < most && journalRead < journal.size(); i++) {
            stage.pace.outcome(journal.get(journalRead++), stage.now);
            observe();
        }
    }

    private void readAll() {
        readSource();
        while (journalRead < journal.size()) {
            readJournal(10);
        }
    }

    private void pass(long millis) {
        long end = stage.now + millis;
        while (true) {
            long wake = stage.wakes.isEmpty() ? Long.MAX_VALUE : stage.wakes.first();
            long reply = sink.isEmpty() ? Long.MAX_VALUE : sink.firstKey();
            long next = Math.min(wake, reply);
            if (next > end) {
                break;
            }
            stage.now = Math.max(stage.now, next);
            if (wake == next) {
                stage.wakes.pollFirst();
                stage.pace.wake(stage.now);
            } else {
                sink.pollFirstEntry().getValue().forEach(this::answer);
                readJournal(random.nextInt(3));
            }
            observe();
        }
        stage.now = end;
    }

    private void answer(Attempt attempt) {
        String id = Stage.id(attempt);
        int dice = random.nextInt(100);
        if (dice < 3) {
            return;
        }
        journal.add(Mail.outcome(id, attempt.number(), OutcomeKind.DISPATCHED));
        OutcomeKind kind = dice < 40 ? OutcomeKind.DEFERRED : dice < 90 ? OutcomeKind.DELIVERED : OutcomeKind.BOUNCED;
        journal.add(Mail.outcome(id, attempt.number(), kind));
    }

    private void oddity() {
        switch (random.nextInt(5)) {
            case 0 -> stage.forget();
            case 1 -> stage.pace.wake(stage.now);
            case 2 -> {
                if (!journal.isEmpty()) {
                    stage.pace.outcome(journal.get(random.nextInt(journalRead + 1) % journal.size()), stage.now);
                }
            }
            case 3 -> suppress();
            default -> {
                if (read > 0) {
                    stage.pace.deliver(source.get(random.nextInt(read)), stage.now);
                }
            }
        }
    }

    /** Somebody comes onto the list, or off it again. */
    private void suppress() {
        if (!source.isEmpty()) {
            String recipient = source.get(random.nextInt(source.size())).getRecipient();
            if (stage.suppressed.remove(recipient) == null) {
                stage.suppressed.put(recipient, "unsubscribe");
            }
        }
    }

    private void crashOrCheckpoint() {
        if (!crashes || random.nextInt(4) != 0) {
            checkpoint = stage.state.copy();
            checkpointRead = read;
            checkpointJournal = journalRead;
            return;
        }
        trace.append("crash\n");
        sink.clear();
        stage.restore(checkpoint);
        read = checkpointRead;
        journalRead = checkpointJournal;
        stage.heldUntil = Long.MAX_VALUE;
        stage.wakes.clear();
        readAll();
        stage.heldUntil = 0;
        stage.pace.wake(stage.now);
    }

    /** Checks what PACE did since the last look, and lets the world react. */
    private void observe() {
        for (; seen < stage.attempts.size(); seen++) {
            attempted(stage.attempts.get(seen));
        }
        for (; settledSeen < stage.settled.size(); settledSeen++) {
            journal.add(stage.settled.get(settledSeen));
        }
        for (Outcome outcome : journal.subList(Math.min(finalsRead, journal.size()), journal.size())) {
            conclude(outcome);
        }
        finalsRead = journal.size();
        assertTrue(stage.pace.inFlight() <= SHAPING.maxConnections(), "in flight " + stage.pace.inFlight());
    }

    private int finalsRead;

    private void conclude(Outcome outcome) {
        boolean terminal = OutcomeKind.of(outcome.getKind()).terminal();
        boolean known = terminal && !finals.add(outcome.getDeliveryId());
        trace.append(stage.now)
                .append(' ')
                .append(outcome.getDeliveryId())
                .append(outcome.getKind())
                .append('\n');
        assertTrue(!known, outcome.getDeliveryId() + " has a second final outcome: " + outcome.getKind());
    }

    private void attempted(Attempt attempt) {
        Delivery delivery = RecordCodec.DELIVERY.decode(attempt.delivery());
        assertTrue(!finals.contains(delivery.getDeliveryId()), delivery.getDeliveryId() + " attempted after its end");
        assertTrue(delivery.getExpiresAt() > stage.now, "attempted after its expiry");
        assertTrue(!stage.suppressed.containsKey(delivery.getRecipient()), "attempted though it is suppressed");
        repeated += arrivals.merge(delivery.getDeliveryId() + "#" + attempt.number(), 1, Integer::sum) - 1;
        notBehindAnother(delivery);
        withinRate();
        long reply = stage.now + 1 + random.nextInt(random.nextInt(20) == 0 ? 60_000 : 800);
        sink.computeIfAbsent(reply, at -> new ArrayList<>()).add(attempt);
    }

    /** When a delivery goes, none of a class before it may be due. */
    private void notBehindAnother(Delivery delivery) {
        int rank = Reading.rank(delivery.getHead());
        for (int better = 0; better < rank; better++) {
            PaceState.Index index = PaceState.Index.values()[better];
            List<Slot> head = stage.state.head(index, 1);
            assertTrue(
                    head.isEmpty() || head.get(0).at() > stage.now,
                    () -> delivery.getDeliveryId() + " went before " + head);
        }
    }

    private void withinRate() {
        emissions.add(stage.now);
        int from = emissions.size() - 1;
        for (int i = from; i >= 0 && from - i <= 200; i--) {
            double allowed = SHAPING.burst() + SHAPING.messagesPerSecond() * (stage.now - emissions.get(i)) / 1000.0;
            int count = from - i + 1;
            assertTrue(crashed() || count <= allowed + 1e-9, count + " attempts, " + allowed + " allowed");
        }
    }

    /** After a crash the bucket is the checkpoint's: the rate may be exceeded by what was emitted since. */
    private boolean crashed() {
        return stage.life > 1;
    }
}
