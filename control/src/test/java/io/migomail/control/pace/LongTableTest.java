package io.migomail.control.pace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migomail.core.SipHash.Hash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LongTableTest {
    private final LongTable table = new LongTable();

    @Test
    void anEmptyTableHasNothing() {
        assertEquals(0, table.get(new Hash(0, 0)));
        assertEquals(0, table.get(new Hash(-1, -1)));
    }

    @Test
    void hashesOfOnePlaceAreKeptApart() {
        int many = 1_000;
        for (int i = 0; i < many; i++) {
            table.put(new Hash(i, -1), i + 1);
            table.put(new Hash(0, -1L << 32 | i), -i - 1);
        }
        for (int i = 0; i < many; i++) {
            assertEquals(i + 1, table.get(new Hash(i, -1)));
            assertEquals(-i - 1, table.get(new Hash(0, -1L << 32 | i)));
        }
        assertEquals(0, table.get(new Hash(many, -1)));
        assertEquals(0, table.get(new Hash(0, -1L << 32 | many)));
    }

    @Test
    void whateverIsPutIsWhatAMapWouldHold() {
        SplittableRandom random = new SplittableRandom(5);
        Map<Hash, Long> expected = new HashMap<>();
        List<Hash> known = new ArrayList<>();
        for (int i = 0; i < 200_000; i++) {
            boolean again = !known.isEmpty() && random.nextInt(3) == 0;
            // Halves of few bits meet often, in the same part and the same place.
            Hash hash = again
                    ? known.get(random.nextInt(known.size()))
                    : new Hash(random.nextLong() & 0xff0000000000000fL, random.nextLong() & 0xffff000000000fffL);
            long number = random.nextLong() | 1;
            table.put(hash, number);
            if (expected.put(hash, number) == null) {
                known.add(hash);
            }
        }
        expected.forEach((hash, number) -> assertEquals(number, table.get(hash)));
        for (int i = 0; i < 100_000; i++) {
            Hash hash = new Hash(random.nextLong() & 0xff0000000000000fL, random.nextLong() & 0xffff000000000fffL);
            assertEquals(expected.getOrDefault(hash, 0L), table.get(hash));
        }
    }

    @Test
    void readersFindEverythingThatWasPutBeforeWhileOneWriterGoesOn() throws Exception {
        int many = 300_000;
        SplittableRandom seed = new SplittableRandom(7);
        Hash[] hashes = new Hash[many];
        Arrays.setAll(hashes, i -> new Hash(seed.nextLong(), seed.nextLong()));
        AtomicInteger put = new AtomicInteger();
        ExecutorService readers = Executors.newFixedThreadPool(3);
        try {
            List<Future<Long>> reading = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                SplittableRandom random = new SplittableRandom(i);
                reading.add(readers.submit(() -> {
                    long wrong = 0;
                    for (int there = put.get(); there < many; there = put.get()) {
                        int one = random.nextInt(many);
                        long found = table.get(hashes[one]);
                        wrong += one < there && found == 0 || found != 0 && (found & 0xffffff) != one + 1 ? 1 : 0;
                    }
                    return wrong;
                }));
            }
            for (int i = 0; i < many; i++) {
                table.put(hashes[i], i + 1);
                put.set(i + 1);
                table.put(hashes[i / 2], 1L << 40 | i / 2 + 1);
            }
            for (Future<Long> one : reading) {
                assertEquals(0, one.get());
            }
        } finally {
            readers.shutdownNow();
        }
    }
}
