package io.migomail.mta.pace;

import io.migomail.core.CancelVerdict;
import io.migomail.core.PaceKey;
import io.migomail.core.record.Delivery;
import io.migomail.core.record.Outcome;
import io.migomail.mta.Attempt;
import io.migomail.mta.Pool;
import io.migomail.mta.RouteLookup;
import io.migomail.mta.Routing;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * One task of PACE without Flink: what {@link PaceOperator}, {@link PaceFunction} and {@link FlinkOutput} do, over state
 * on the heap. Queues and the fence are the real ones. One thread.
 */
public final class PaceTask {
    private static final long LOOK_AGAIN = 1_000;

    /** What the task does to the world. */
    public interface Effects {
        void emit(String key, Attempt attempt);

        void settle(Outcome outcome);

        void reroute(Outcome outcome);

        String suppressed(Delivery delivery);

        void decided(String deliveryId, CancelVerdict verdict);

        long now();

        /** {@link #fire} is to be called at that instant. */
        void timer(String key, long instant);
    }

    /** What a checkpoint holds of the task: the state of each key and its timers. */
    public record Checkpoint(Map<String, MemoryState> states, Map<String, TreeSet<Long>> timers) {
        /** Of a task that never ran. */
        public static Checkpoint empty() {
            return new Checkpoint(new TreeMap<>(), new TreeMap<>());
        }

        Checkpoint copy() {
            Checkpoint copy = empty();
            states.forEach((key, state) -> copy.states.put(key, state.copy()));
            timers.forEach((key, instants) -> copy.timers.put(key, new TreeSet<>(instants)));
            return copy;
        }
    }

    private final Checkpoint own;
    private final Fence fence;
    private final Function<PaceKey, Destination> destinations;
    private final Effects effects;
    private final RandomGenerator random;
    private final Lookups lookups;
    private final Cancels cancels;
    private final StatusBoard board = new StatusBoard();
    private final Map<String, Pace> queues = new HashMap<>();
    private final Set<String> used = new HashSet<>();
    private final PaceOutput output = new Output();
    private String current = "";

    /** A life whose marks lie in so many partitions of the journal. */
    public record Life(long number, int partitions, long since) {}

    /** A life that goes on from a checkpoint. */
    public PaceTask(
            Checkpoint from,
            Life life,
            Function<PaceKey, Destination> destinations,
            Effects effects,
            RouteLookup routes,
            Cancels cancels,
            RandomGenerator random) {
        this.own = from.copy();
        this.fence = Fence.written(life.number(), life.partitions(), life.since());
        this.destinations = destinations;
        this.effects = effects;
        this.random = random;
        this.lookups = new Lookups(routes);
        this.cancels = cancels;
        own.timers.forEach((key, instants) -> instants.forEach(at -> effects.timer(key, at)));
    }

    /** What a checkpoint taken now would hold. */
    public Checkpoint checkpoint() {
        return own.copy();
    }

    public void deliver(String key, Delivery delivery, long now) {
        enter(key).deliver(delivery, now);
        note(key);
    }

    public void outcome(String key, Outcome outcome, long now) {
        enter(key).outcome(outcome, now);
        note(key);
    }

    /** Asks a queue to cancel a delivery. */
    public void cancel(String key, String deliveryId, long now) {
        enter(key).cancel(deliveryId, now);
        note(key);
    }

    private void note(String key) {
        board.note(PaceKey.of(key), queue(key));
    }

    /** Reads a mark; behind the last one every key that was held, or has attempts in flight, is woken. */
    public void mark(Outcome mark, long now) {
        if (fence.read(mark, now)) {
            Set<String> keys = new TreeSet<>(fence.release());
            own.states.forEach((key, state) -> {
                if (!state.inFlight().isEmpty()) {
                    keys.add(key);
                }
            });
            keys.forEach(key -> timer(key, now));
            own.states.keySet().forEach(key -> board.note(PaceKey.of(key), open(key)));
        }
    }

    /** A timer's time has come. */
    public void fire(String key, long now) {
        TreeSet<Long> due = own.timers.get(key);
        while (due != null && !due.isEmpty() && due.first() <= now) {
            due.pollFirst();
            wake(key, now);
        }
    }

    /** Wakes a queue that did not ask for it. */
    public void wake(String key, long now) {
        enter(key).wake(now);
        note(key);
    }

    /** The queue is thrown away and made anew when its key is used again. */
    public void forget(String key) {
        queues.remove(key);
        used.remove(key);
    }

    /** Whether the queue was not used since it was made anew. */
    public boolean unused(String key) {
        return !used.contains(key);
    }

    /** When the next timer of a key is due. */
    public long nextTimer(String key) {
        TreeSet<Long> timers = own.timers.get(key);
        return timers == null || timers.isEmpty() ? Long.MAX_VALUE : timers.first();
    }

    public boolean emitting() {
        return fence.passed();
    }

    public Set<String> keys() {
        return own.states.keySet();
    }

    public MemoryState state(String key) {
        return own.states.computeIfAbsent(key, k -> new MemoryState());
    }

    public Pace queue(String key) {
        return queues.computeIfAbsent(key, this::open);
    }

    private Pace open(String key) {
        return new Pace(destinations.apply(PaceKey.of(key)), state(key), output, cancels, fence.life(), random);
    }

    /** The keys that have something, as far as was noted. */
    public List<String> busy() {
        return board.busy(pool -> true);
    }

    /** Until when the whole destination rests; not after {@code now} where it does not. */
    public long restsUntil(String key, long now) {
        MemoryState state = state(key);
        return new Holds(state, state.marks()).groupUntil(now);
    }

    /** Whether one attempt feels for a destination that turned others away. */
    public boolean felt(String key) {
        MemoryState state = state(key);
        return new Holds(state, state.marks()).felt(new Flight(state));
    }

    /** Those of the addresses that the destination has not refused. */
    public List<Pool.Address> free(String key, List<Pool.Address> addresses, long now) {
        MemoryState state = state(key);
        return new Holds(state, state.marks()).free(addresses, now);
    }

    private Pace enter(String key) {
        current = key;
        used.add(key);
        return queue(key);
    }

    private void timer(String key, long instant) {
        if (own.timers.computeIfAbsent(key, k -> new TreeSet<>()).add(instant)) {
            effects.timer(key, instant);
        }
    }

    private final class Output implements PaceOutput {
        @Override
        public void emit(Attempt attempt) {
            effects.emit(current, attempt);
        }

        @Override
        public void settle(Outcome outcome) {
            effects.settle(outcome);
        }

        @Override
        public void reroute(Outcome outcome) {
            effects.reroute(outcome);
        }

        @Override
        public Routing routing(Delivery delivery) {
            return lookups.ask(delivery, effects.now());
        }

        @Override
        public String suppressed(Delivery delivery) {
            return effects.suppressed(delivery);
        }

        @Override
        public void decided(String deliveryId, CancelVerdict verdict) {
            effects.decided(deliveryId, verdict);
        }

        @Override
        public void wakeAt(long instant) {
            timer(current, instant);
        }

        @Override
        public long since() {
            return fence.since();
        }

        @Override
        public boolean emitting() {
            return fence.passed();
        }

        @Override
        public long hold(long now) {
            fence.hold(current);
            return (now / LOOK_AGAIN + 1) * LOOK_AGAIN;
        }
    }
}
