package io.migomail.mta.simulation;

import io.migomail.core.Hold;
import io.migomail.core.OutcomeKind;
import io.migomail.core.record.Outcome;
import io.migomail.mta.Pool;
import io.migomail.mta.pace.InFlight;
import io.migomail.mta.pace.Item;
import io.migomail.mta.pace.PaceTask;
import io.migomail.mta.pace.Waiting;
import io.migomail.mta.simulation.Fate.Try;
import org.jspecify.annotations.Nullable;

/** When and from where a delivery may go again after an attempt: reckoned here from the outcome alone. */
final class Retries {
    private static final long[] CRITICAL = {5, 15, 45, 120, 300};
    private static final long[] OTHERS = {60, 300, 900, 1800, 3600, 7200, 14400};

    private static final int ENOUGH = 8;

    private final World world;
    private int planned;
    private int exact;

    Retries(World world) {
        this.world = world;
    }

    /** How a delivery stood before PACE read an outcome. */
    record Before(
            String key,
            Outcome outcome,
            @Nullable InFlight flying,
            @Nullable Item item) {}

    /** Null where the outcome asks for no retry. */
    @Nullable
    Before before(PaceTask task, String key, Outcome outcome) {
        if (!outcome.getKind().equals(OutcomeKind.DEFERRED.word())) {
            return null;
        }
        var state = task.state(key);
        String id = outcome.getDeliveryId();
        return new Before(key, outcome, state.inFlight().get(id), state.item(id));
    }

    /** Looks at what PACE made of it. */
    void after(PaceTask task, @Nullable Before before) {
        if (before == null) {
            return;
        }
        Outcome outcome = before.outcome;
        Fate fate = world.fates.get(outcome.getDeliveryId());
        boolean moved = task.state(before.key).item(fate.id()) instanceof Waiting now
                && now.attempts() == outcome.getAttempt()
                && !(before.item instanceof Waiting earlier && earlier.attempts() == now.attempts());
        if (!moved) {
            // It did not wait there, or was known: or it went at once, which mayGo judges.
            return;
        }
        Waiting item = (Waiting) task.state(before.key).item(fate.id());
        Bounds bounds = bounds(task, before, fate);
        long due = item.due();
        boolean cut = due == fate.expiresAt() && bounds.most >= due;
        boolean soon = Hold.of(outcome.getHold()) == Hold.ADDRESS && due == world.time.now() + 1000;
        if (!cut && !soon && (due < bounds.least || due > bounds.most)) {
            throw new Violation(
                    "RETRY",
                    fate.id() + "#" + outcome.getAttempt() + " due in " + (due - world.time.now()) + " ms, not in "
                            + (bounds.least - world.time.now()) + " to " + (bounds.most - world.time.now()));
        }
        // Where the destination rests for longer, its rest decides, and that ends for all at once.
        if (!cut && !soon && bounds.least == bounds.alone) {
            planned++;
            exact += due == bounds.least ? 1 : 0;
        }
        // After a crash the schedule is reckoned anew from the journal, and rests of the destination are not.
        fate.notBefore = soon ? due : Math.min(due, bounds.alone);
        fate.notBeforeOf = outcome.getAttempt();
        fate.pinnedAt = before.key;
        fate.pinned =
                outcome.getCategory().equals("greylisted") ? outcome.getSmtp().getEgressIp() : "";
    }

    /** {@code alone} is the least of the delivery alone, whatever rests with it. */
    private record Bounds(long least, long most, long alone) {}

    private Bounds bounds(PaceTask task, Before before, Fate fate) {
        long now = world.time.now();
        int failures = before.outcome.getAttempt();
        long least = step(fate, failures);
        long most = least + least / 10;
        long hint = before.outcome.getRetryAt();
        if (hint != 0) {
            long cap = fate.rank() == 0 ? 300_000 : 14_400_000;
            long wish = Math.min(Math.max(hint - now, 1000), cap);
            boolean trusted = failures <= 3;
            least = trusted ? wish : Math.max(wish, step(fate, failures - 3));
            long wishMost = wish + Math.min(wish / 10, 5000);
            most = trusted ? wishMost : Math.max(wishMost, step(fate, failures - 3) * 11 / 10);
        }
        long alone = least;
        if (before.flying != null && Hold.of(before.outcome.getHold()) == Hold.GROUP) {
            long rest = task.restsUntil(before.key, now) + 1 - now;
            least = Math.max(least, rest);
            most = Math.max(most, rest);
        }
        return new Bounds(now + least, now + most + 1, now + alone);
    }

    private static long step(Fate fate, int failures) {
        long[] steps = fate.rank() == 0 ? CRITICAL : OTHERS;
        return 1000 * steps[Math.min(Math.max(failures, 1), steps.length) - 1];
    }

    /** What failed together does not go again together. */
    void end() {
        if (planned >= ENOUGH && exact == planned) {
            throw new Violation("RETRY", planned + " retries, and none of them at an instant of its own");
        }
    }

    /** A delivery does not leave its key before its time either. */
    void mayMove(Fate fate, int attempts) {
        if (attempts == fate.notBeforeOf && world.time.now() < fate.notBefore && !fate.strayed) {
            throw new Violation("RETRY", fate.id() + " moves " + (fate.notBefore - world.time.now()) + " ms early");
        }
    }

    /** Not before its time, and from the address that greylisting knows, if that may be used. */
    void mayGo(Try made, PaceTask task, @Nullable Pool pool) {
        Fate fate = made.fate;
        if (made.number == fate.notBeforeOf + 1 && world.time.now() < fate.notBefore && !fate.strayed) {
            throw new Violation("RETRY", made + " goes " + (fate.notBefore - world.time.now()) + " ms early");
        }
        if (pool == null) {
            return;
        }
        var free = task.free(made.key, pool.open(""), world.time.now());
        if (free.stream().noneMatch(address -> address.ip().equals(made.ip))) {
            throw new Violation("HOLDS", made + " goes from " + made.ip + ", which rests");
        }
        boolean same = made.number == fate.notBeforeOf + 1 && made.key.equals(fate.pinnedAt) && !fate.pinned.isEmpty();
        if (same && !fate.pinned.equals(made.ip) && free.stream().anyMatch(a -> a.ip().equals(fate.pinned))) {
            throw new Violation("PIN", made + " goes from " + made.ip + ", greylisted from " + fate.pinned);
        }
    }
}
