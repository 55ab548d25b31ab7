package io.migomail.bench.sizing;

import java.util.PriorityQueue;

/** What is to happen in simulated time. Two things at one instant happen in the order in which they were entered. One thread. */
final class Calendar {
    private final PriorityQueue<Entry> entries = new PriorityQueue<>();
    private double now;
    private long entered;

    private record Entry(double at, long number, Runnable what) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            int byTime = Double.compare(at, other.at);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    /** Milliseconds since the beginning. */
    double now() {
        return now;
    }

    /** Enters what happens so many milliseconds from now. */
    void after(double millis, Runnable what) {
        entries.add(new Entry(now + millis, entered++, what));
    }

    /** Goes on until nothing more is to happen. */
    void run() {
        for (Entry next = entries.poll(); next != null; next = entries.poll()) {
            now = next.at();
            next.what().run();
        }
    }
}
