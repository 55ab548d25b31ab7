package io.migomail.control.pace;

import io.migomail.core.SipHash.Hash;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Numbers by the hashes of their keys, in arrays of primitives: 24 octets a place, of which at least five in seven are
 * taken once there are many. The hash stands for its key. Many threads read while one writes, and nobody waits; what
 * was put before a read began is found by it. Nothing is ever taken out.
 */
final class LongTable {
    private static final VarHandle NUMBER = MethodHandles.arrayElementVarHandle(long[].class);
    private static final int PARTS = 256;
    private static final int PART_SHIFT = 56;
    private static final int FIELDS = 3;
    private static final int FIRST_PLACES = 8;
    // Looks for what is not there meet 12 to 23 places in a row, 2.7 to a cache line, where so many of 100 are taken.
    private static final int FULL = 85;
    private static final int GROWTH = 6;

    private final AtomicReferenceArray<long[]> parts = new AtomicReferenceArray<>(PARTS);
    private final int[] taken = new int[PARTS];

    LongTable() {
        for (int part = 0; part < PARTS; part++) {
            parts.set(part, new long[FIRST_PLACES * FIELDS]);
        }
    }

    /** The number of a hash; 0 where it has none. Thread-safe. */
    long get(Hash hash) {
        long[] part = parts.get(part(hash));
        int at = start(part, hash);
        // Looked at once, as another hash may be put into a place that was free.
        long number = (long) NUMBER.getAcquire(part, at + 2);
        while (number != 0 && !isAt(part, at, hash)) {
            at = next(part, at);
            number = (long) NUMBER.getAcquire(part, at + 2);
        }
        return number;
    }

    /** Gives a hash a number, which is not 0, in place of any before. One thread at a time. */
    void put(Hash hash, long number) {
        int index = part(hash);
        long[] part = parts.get(index);
        int at = find(part, hash);
        if (part[at + 2] == 0) {
            if (++taken[index] * 100L > (long) places(part) * FULL) {
                part = grown(part);
                parts.set(index, part);
                at = find(part, hash);
            }
            part[at] = hash.first();
            part[at + 1] = hash.second();
        }
        // A reader that sees the number sees the hash before it.
        NUMBER.setRelease(part, at + 2, number);
    }

    /** Octets of the arrays, without what the machine adds to each. */
    long octets() {
        long longs = 0;
        for (int part = 0; part < PARTS; part++) {
            longs += parts.get(part).length;
        }
        return longs * Long.BYTES;
    }

    private static int part(Hash hash) {
        return (int) (hash.first() >>> PART_SHIFT);
    }

    private static int places(long[] part) {
        return part.length / FIELDS;
    }

    /** Where a hash is, or the free place where it belongs; there always is one. For the writer. */
    private static int find(long[] part, Hash hash) {
        int at = start(part, hash);
        while (part[at + 2] != 0 && !isAt(part, at, hash)) {
            at = next(part, at);
        }
        return at;
    }

    private static int start(long[] part, Hash hash) {
        return (int) ((hash.second() >>> Integer.SIZE) * places(part) >>> Integer.SIZE) * FIELDS;
    }

    private static boolean isAt(long[] part, int at, Hash hash) {
        return part[at] == hash.first() && part[at + 1] == hash.second();
    }

    private static int next(long[] part, int at) {
        int next = at + FIELDS;
        return next == part.length ? 0 : next;
    }

    private static long[] grown(long[] part) {
        int places = places(part);
        long[] more = new long[(places + places / GROWTH + 1) * FIELDS];
        for (int from = 0; from < part.length; from += FIELDS) {
            if (part[from + 2] != 0) {
                int at = find(more, new Hash(part[from], part[from + 1]));
                System.arraycopy(part, from, more, at, FIELDS);
            }
        }
        return more;
    }
}
