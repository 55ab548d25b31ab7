package io.migomail.mta.simulation;

import io.migomail.core.TimeSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Supplier;

/** Virtual time and what is to happen in it, in one order; optionally it remembers the last things said. One thread. */
final class Timeline implements TimeSource {
    static final long START = 1_700_000_000_000L;

    private record Event(long at, long number, Runnable action) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            int byTime = Long.compare(at, other.at);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final Deque<String> said = new ArrayDeque<>();
    private final int remembered;
    private long now = START;
    private long number;

    /** A timeline that remembers so many steps; 0 = none. */
    Timeline(int remembered) {
        this.remembered = remembered;
    }

    long now() {
        return now;
    }

    /** Things put on it so far. */
    long steps() {
        return number;
    }

    void at(long instant, Runnable action) {
        events.add(new Event(Math.max(instant, now), ++number, action));
    }

    void in(long millis, Runnable action) {
        at(now + millis, action);
    }

    /** Lets the next thing happen; false where there is none. */
    boolean step() {
        Event next = events.poll();
        if (next == null) {
            return false;
        }
        now = next.at;
        next.action.run();
        return true;
    }

    void say(Supplier<String> what) {
        if (remembered > 0) {
            if (said.size() == remembered) {
                said.removeFirst();
            }
            said.addLast("+" + (now - START) + " " + what.get());
        }
    }

    List<String> said() {
        return List.copyOf(said);
    }

    @Override
    public long wallMillis() {
        return now;
    }

    @Override
    public long monotonicNanos() {
        return (now - START) * 1_000_000;
    }
}
