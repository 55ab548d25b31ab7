package io.migomail.mta.simulation;

import io.migomail.core.PaceKey;
import io.migomail.mta.Pool;
import io.migomail.mta.pace.DelayReason;
import io.migomail.mta.pace.PaceState;
import io.migomail.mta.pace.PaceTask;
import io.migomail.mta.pace.Slot;
import io.migomail.mta.simulation.Scenario.Account;
import java.util.List;

/**
 * A look at what waits under one key at one moment: each delivery has a reason, and where one is due and yet does not go,
 * that reason is true of this key: no other key's trouble is one (I4, I9).
 */
final class Inspection {
    private static final PaceState.Index[] CLASSES = {
        PaceState.Index.CRITICAL, PaceState.Index.HIGH, PaceState.Index.NORMAL
    };
    private static final int MANY = 1000;
    private static final long LATE = 3 * Checker.TIMER_LATE;
    private static final long LONGEST_REST = 15 * 60_000;
    private static final long POOL_CHECK = 5_000;

    private final World world;
    private final PaceTask task;
    private final Process process;
    private final String key;
    private final long now;

    Inspection(World world, Process process, String key) {
        this.world = world;
        this.process = process;
        this.task = process.task();
        this.key = key;
        this.now = world.time.now();
    }

    void look() {
        int waiting = 0;
        Slot head = null;
        int headRank = 0;
        for (int rank = 0; rank < CLASSES.length; rank++) {
            List<Slot> slots = task.state(key).head(CLASSES[rank], MANY);
            waiting += slots.size();
            slots.forEach(this::reason);
            if (head == null && !slots.isEmpty() && slots.get(0).at() + LATE < now) {
                head = slots.get(0);
                headRank = rank;
            }
        }
        int ends = task.state(key).head(PaceState.Index.EXPIRY, MANY).size();
        if (ends != waiting) {
            throw new Violation("STATE", key + ": " + waiting + " wait, " + ends + " of them have an end of life");
        }
        if (head != null && process.passed() + LATE < now) {
            justified(head, headRank);
        }
    }

    private void reason(Slot slot) {
        if (process.passed() >= 0) {
            world.checker.wishes().mayWait(world.fates.get(slot.deliveryId()), process);
        }
        if (task.queue(key).reason(slot.deliveryId(), now) == null) {
            throw new Violation("I9", slot.deliveryId() + " waits under " + key + " without a reason");
        }
    }

    private void justified(Slot head, int rank) {
        DelayReason why = task.queue(key).binding();
        if (why == null) {
            // A queue that was thrown away knows no reason until it is used again, which its timer sees to.
            if (!task.unused(key) || task.nextTimer(key) > now + LONGEST_REST) {
                throw new Violation("I4", head.deliveryId() + " is due since " + (now - head.at()) + " ms, and may go");
            }
            return;
        }
        KeyBook book = world.checker.book(key);
        boolean fits = switch (why) {
            case RATE -> book.rateUsedUp(process);
            case CONNECTIONS -> connections(book, rank);
            case THROTTLED, TURNED_AWAY, UNREACHABLE -> rests();
            case BLOCKED -> blocked();
            case NO_POOL -> account().absent().meets(now - POOL_CHECK - LATE, now);
            default -> false;
        };
        if (!fits) {
            throw new Violation(
                    "I4", head.deliveryId() + " is due since " + (now - head.at()) + " ms; " + why + " is no reason");
        }
    }

    private boolean connections(KeyBook book, int rank) {
        var shaping = book.shaping();
        int most = shaping.maxConnections() - (rank == 0 ? 0 : shaping.reservedForCritical());
        long out = book.unread(process.life());
        return out >= most || (task.felt(key) && out > 0);
    }

    private boolean rests() {
        long until = task.restsUntil(key, now) + LATE;
        return until >= now && until - now <= LONGEST_REST + LATE;
    }

    private boolean blocked() {
        Pool pool = account().pool(now);
        return account().suspended().meets(now - POOL_CHECK - LATE, now)
                || pool == null
                || task.free(key, pool.open(""), now - Checker.TIMER_LATE - 1).isEmpty();
    }

    private Account account() {
        String id = PaceKey.of(key).poolId();
        return world.scenario.accounts().stream()
                .filter(account -> account.poolId().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
