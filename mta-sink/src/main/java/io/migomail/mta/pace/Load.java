package io.migomail.mta.pace;

import java.util.Arrays;

/** How much is in a queue: what waits by rank, what flies, and what rests. Mutable; one thread. */
final class Load {
    /** Places of the numbers. */
    static final int IN_FLIGHT = Marks.CLASSES;

    static final int RESTS = IN_FLIGHT + 1;
    static final int SOURCE_RESTS = RESTS + 1;
    static final int NUMBERS = SOURCE_RESTS + 1;

    final int[] numbers = new int[NUMBERS];

    void set(WaitingRoom waiting, int inFlight, Iterable<Holding> holdings) {
        for (int rank = 0; rank < Marks.CLASSES; rank++) {
            numbers[rank] = waiting.count(rank);
        }
        numbers[IN_FLIGHT] = inFlight;
        numbers[RESTS] = 0;
        numbers[SOURCE_RESTS] = 0;
        for (Holding holding : holdings) {
            if (holding.until() > holding.since()) {
                numbers[holding.scope().equals(Holds.GROUP) ? RESTS : SOURCE_RESTS]++;
            }
        }
    }

    boolean waits() {
        return numbers[0] > 0 || numbers[1] > 0 || numbers[2] > 0;
    }

    boolean any() {
        return waits() || numbers[IN_FLIGHT] > 0;
    }

    void clear() {
        Arrays.fill(numbers, 0);
    }
}
