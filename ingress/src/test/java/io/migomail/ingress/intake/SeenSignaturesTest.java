package io.migomail.ingress.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.Limits;
import io.migomail.ingress.intake.SeenSignatures.Verdict;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeenSignaturesTest {
    private static final long SKEW = Limits.SIGNATURE_SKEW.toMillis();
    private static final long START = 1_700_000_100_000L;

    private final SeenSignatures seen = new SeenSignatures();

    @Test
    void aSignatureIsKnownForAsLongAsItWouldBeTaken() {
        for (long timestamp : new long[] {START - SKEW, START, START + SKEW}) {
            assertEquals(Verdict.NEW, seen.take("key_1", timestamp, timestamp, START));
            assertEquals(Verdict.REPEATED, seen.take("key_1", timestamp, timestamp, timestamp + SKEW));
        }
    }

    @Test
    void whatIsOverIsForgotten() {
        for (int i = 0; i < 100; i++) {
            long now = START + i * SKEW;
            assertEquals(Verdict.NEW, seen.take("key_1", i, now, now));
            assertTrue(seen.spans() <= 3, "spans: " + seen.spans());
        }
    }

    @Test
    void oneKeyLeavesRoomForOthers() {
        Random random = new Random(7);
        for (int i = 0; i < Limits.SIGNATURES_OF_KEY; i++) {
            seen.take("key_1", random.nextLong(), START, START);
        }
        assertEquals(Verdict.FULL, seen.take("key_1", 1, START, START));
        assertEquals(Verdict.NEW, seen.take("key_2", 1, START, START));
        assertEquals(Verdict.NEW, seen.take("key_1", 1, START + SKEW, START + SKEW));
    }

    @Test
    void theSetHoldsWhatWasPutIntoItAndNothingElse() {
        Random random = new Random(11);
        LongSet set = new LongSet();
        Set<Long> expected = new HashSet<>();
        for (int i = 0; i < 50_000; i++) {
            long number = random.nextInt(4) == 0 ? random.nextInt(1000) : random.nextLong();
            assertEquals(expected.contains(number), set.contains(number));
            set.add(number);
            expected.add(number);
        }
        assertEquals(expected.size(), set.size());
        assertFalse(set.contains(Long.MIN_VALUE));
    }
}
