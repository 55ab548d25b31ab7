package io.migomail.ingress.intake;

/** Numbers that are as good as random, in 8 bytes each and half of the room free. Not thread-safe. */
final class LongSet {
    private long[] slots = new long[1024];
    private int size;
    private boolean hasZero;

    int size() {
        return size + (hasZero ? 1 : 0);
    }

    boolean contains(long number) {
        return number == 0 ? hasZero : slots[slot(slots, number)] == number;
    }

    void add(long number) {
        if (number == 0) {
            hasZero = true;
        } else if (!contains(number)) {
            if (2 * (size + 1) > slots.length) {
                grow();
            }
            slots[slot(slots, number)] = number;
            size++;
        }
    }

    private void grow() {
        long[] wider = new long[2 * slots.length];
        for (long number : slots) {
            if (number != 0) {
                wider[slot(wider, number)] = number;
            }
        }
        slots = wider;
    }

    /** Where the number is, or would be. */
    private static int slot(long[] in, long number) {
        int at = (int) number & in.length - 1;
        while (in[at] != 0 && in[at] != number) {
            at = at + 1 & in.length - 1;
        }
        return at;
    }
}
