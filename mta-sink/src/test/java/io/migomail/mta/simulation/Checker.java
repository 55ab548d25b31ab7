package io.migomail.mta.simulation;

import io.migomail.core.OutcomeKind;
import io.migomail.core.PaceKey;
import io.migomail.core.record.Delivery;
import io.migomail.core.record.Outcome;
import io.migomail.mta.Attempt;
import io.migomail.mta.Pool;
import io.migomail.mta.simulation.Fate.Final;
import io.migomail.mta.simulation.Fate.Try;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Watches a run as the mail hosts, the readers of the journal and the clients see it, and throws a {@link Violation} where
 * an invariant of ARCHITECTURE does not hold. What it knows it has seen; of PACE's state it looks at what waits only.
 */
final class Checker {
    static final long LOST_AFTER = 330_000;
    static final int TIMER_LATE = 20;

    private static final long SLACK = 200;

    private final World world;
    private final Retries retries;
    private final Wishes wishes;
    private final Moves moves;
    private final Judgement judgement;
    private final Map<String, KeyBook> keys = new TreeMap<>();
    private int open;

    Checker(World world) {
        this.world = world;
        this.retries = new Retries(world);
        this.wishes = new Wishes(world);
        this.moves = new Moves(world);
        this.judgement = new Judgement(world);
        open = world.scenario.arrivals().size();
    }

    Retries retries() {
        return retries;
    }

    Wishes wishes() {
        return wishes;
    }

    Judgement judgement() {
        return judgement;
    }

    /** Whether every delivery has its end. */
    boolean allEnded() {
        return open == 0;
    }

    KeyBook book(String key) {
        return keys.computeIfAbsent(key, k -> new KeyBook(key, world));
    }

    Map<String, KeyBook> books() {
        return keys;
    }

    void entered(Fate fate, int life) {
        if (fate.entered < 0) {
            fate.entered = world.time.now();
            fate.enteredLife = life;
        }
    }

    /** PACE hands an attempt to the engine of a life. */
    Try emitted(String key, Attempt attempt, Delivery delivery, Process process) {
        Fate fate = world.fates.get(delivery.getDeliveryId());
        long now = world.time.now();
        Try made = new Try(fate, key, attempt.number(), process.life(), attempt.egressIp(), now);
        world.time.say(() -> made + " goes to " + key + " from " + attempt.egressIp());
        if (!process.task().emitting()) {
            throw new Violation("FENCE", made + " goes before the journal is read");
        }
        if (now >= fate.expiresAt()) {
            throw new Violation("EXPIRY", made + " goes after its life");
        }
        wishes.mayGoOn(fate, process);
        written(fate);
        onlyWhatHasNotEnded(fate, made.number, process);
        moves.mayGo(made, process);
        owned(fate, attempt.egressIp());
        retries.mayGo(made, process.task(), pool(fate));
        book(key).emitted(made, process);
        fate.tries.add(made);
        return made;
    }

    /** Its recipient is written to. */
    private void written(Fate fate) {
        if (world.suppressed(fate.id())) {
            throw new Violation("SUPPRESSION", fate.id() + " goes on, and its recipient is on the list");
        }
    }

    /** I3: whatever the journal said before this life marked its end is known. */
    private static void onlyWhatHasNotEnded(Fate fate, int number, Process process) {
        if (fate.strayed) {
            return;
        }
        for (Final end : fate.finals.values()) {
            boolean known = end.place().before(process.marks()) || end.life() == process.life();
            // What a process that was given up tells late is told to the key that it left by then.
            boolean elsewhere = end.late() && !fate.moves.isEmpty();
            if (known && !elsewhere) {
                throw new Violation(
                        "I3",
                        fate.id() + " goes, and the journal has "
                                + end.outcome().getKind());
            }
        }
        fate.toldAttempts.forEach((attempt, place) -> {
            if (attempt >= number && place.before(process.marks())) {
                throw new Violation("I3", fate.id() + "#" + number + " goes, and the journal tells of " + attempt);
            }
        });
    }

    /** PACE has decided: it goes on under another key. */
    Moves.Move moved(Outcome outcome, Process process) {
        Fate fate = world.fates.get(outcome.getDeliveryId());
        wishes.mayGoOn(fate, process);
        written(fate);
        onlyWhatHasNotEnded(fate, outcome.getMoved().getAttempts(), process);
        retries.mayMove(fate, outcome.getAttempt());
        if (world.time.now() >= fate.expiresAt()) {
            throw new Violation("EXPIRY", fate.id() + " moves after its life");
        }
        return moves.decided(fate, outcome, process);
    }

    private @Nullable Pool pool(Fate fate) {
        return fate.arrival().account().pool(world.time.now());
    }

    /** I5: an address that the owner of the message owns, and that is not suspended. */
    private void owned(Fate fate, String ip) {
        Pool pool = pool(fate);
        if (pool == null
                || pool.open("").stream().noneMatch(address -> address.ip().equals(ip))) {
            throw new Violation(
                    "I5", fate.id() + " of " + fate.arrival().account().id() + " from " + ip);
        }
    }

    /** A host has taken a message that came from an address. */
    void kept(Try made, String ip) {
        made.kept = world.time.now();
        if (made.fate.arrival().account().addresses().stream().noneMatch(a -> a.ip().equals(ip))) {
            throw new Violation("I5", made + " came from " + ip);
        }
    }

    /** PACE has read an outcome. */
    void read(Outcome outcome) {
        Fate fate = world.fates.get(outcome.getDeliveryId());
        fate.free = Math.max(fate.free, world.time.now());
        boolean told = !outcome.getKind().equals(OutcomeKind.DISPATCHED.word());
        for (Try made : fate.tries) {
            if (told && made.number == outcome.getAttempt() && made.read < 0) {
                made.read = world.time.now();
            }
        }
    }

    /** PACE has decided: it ends. */
    void settled(Outcome outcome, Process process) {
        Fate fate = world.fates.get(outcome.getDeliveryId());
        OutcomeKind kind = OutcomeKind.of(outcome.getKind());
        fate.settledIn = process.life();
        if (kind == OutcomeKind.CANCELED) {
            wishes.mayEnd(fate, process);
        } else {
            wishes.mayGoOn(fate, process);
        }
        if (kind == OutcomeKind.EXPIRED) {
            expired(fate, process);
        }
    }

    /** Neither early nor late. */
    private void expired(Fate fate, Process process) {
        long now = world.time.now();
        if (now < fate.expiresAt()) {
            throw new Violation("EXPIRY", fate.id() + " " + (fate.expiresAt() - now) + " ms early");
        }
        long latest = Math.max(Math.max(fate.expiresAt(), fate.free), process.passed()) + SLACK;
        if (now > latest) {
            throw new Violation("EXPIRY", fate.id() + " " + (now - latest) + " ms late");
        }
    }

    void appended(Outcome outcome, @Nullable Try from, Journal.Place place, int life, boolean late) {
        OutcomeKind kind = OutcomeKind.of(outcome.getKind());
        if (kind == OutcomeKind.DISPATCHED) {
            return;
        }
        Fate fate = world.fates.get(outcome.getDeliveryId());
        world.time.say(() -> "journal: " + fate.id() + "#" + outcome.getAttempt() + " " + kind + (late ? " late" : ""));
        // Under way when the next life marked the journal: the key that it left may have sent it by now.
        fate.strayed |= kind == OutcomeKind.REROUTED && late;
        if (from != null) {
            from.inJournal |= !late;
            fate.toldAttempts.putIfAbsent(outcome.getAttempt(), place);
        }
        if (kind.terminal()) {
            open -= fate.finals.isEmpty() ? 1 : 0;
            fate.finals.putIfAbsent(
                    outcome.getAttempt() + " " + outcome.getKind(), new Final(outcome, from, place, life, late));
            once(fate);
        }
    }

    /** I2: one end, but for what a process wrote that had been given up. */
    private static void once(Fate fate) {
        boolean excused = fate.strayed || fate.finals.values().stream().anyMatch(Final::late);
        if (fate.finals.size() > 1 && !excused) {
            throw new Violation("I2", fate.id() + " has the ends " + fate.finals.keySet());
        }
    }

    /** The run is over. */
    void end() {
        for (Fate fate : world.fates.values()) {
            if (fate.finals.isEmpty()) {
                throw new Violation("I2", fate.id() + " has no end");
            }
            once(fate);
            fate.kept().forEach(made -> keptOnce(fate, made));
            fate.finals.values().forEach(end -> trueEnd(fate, end));
            wishes.end(fate);
        }
        keys.values().forEach(KeyBook::end);
        retries.end();
    }

    /** I3: whoever kept it told us so, or could not: one by one. */
    private void keptOnce(Fate fate, Try made) {
        boolean told = fate.finals.values().stream().anyMatch(end -> end.from() == made || end.late());
        boolean unknown =
                made.uncertain || !made.inJournal && made.life < world.process().life();
        if (!told && !unknown && !fate.strayed) {
            throw new Violation("I3", made + " was kept, and yet the ends are " + fate.finals.keySet());
        }
    }

    private void trueEnd(Fate fate, Final end) {
        boolean fine = switch (OutcomeKind.of(end.outcome().getKind())) {
            case DELIVERED -> end.from() != null && end.from().kept >= 0;
            case EXPIRED -> end.outcome().getAt() >= fate.expiresAt();
            case CANCELED -> wishes.asked(fate, end.outcome().getAt());
            case SUPPRESSED -> world.suppressedAt(fate.id(), end.outcome().getAt());
            case BOUNCED -> fate.refusedAtRoute || gone(fate, end) || refused(end);
            default -> false;
        };
        if (!fine) {
            throw new Violation("I2", fate.id() + " has an untrue end: " + end.outcome());
        }
    }

    /** PACE was told that there is no such domain. */
    private static boolean gone(Fate fate, Final end) {
        long at = end.outcome().getAt();
        return end.outcome().getCode().equals("domain_not_found")
                && fate.arrival().domain().at(null, at - Routing.ANSWER_AGE, at);
    }

    private boolean refused(Final end) {
        Mx mx = world.hosts.get(PaceKey.of(end.outcome().getPaceKey()).group());
        return mx != null && mx.refusedForGood(end.outcome().getDeliveryId());
    }

    /** Looks at everything that waits now. */
    void inspect() {
        Process process = world.process();
        if (process.passed() >= 0) {
            List.copyOf(process.task().keys()).forEach(key -> new Inspection(world, process, key).look());
        }
    }
}
