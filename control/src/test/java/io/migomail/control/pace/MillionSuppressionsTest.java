package io.migomail.control.pace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.SipHash;
import io.migomail.core.record.Suppression;
import java.lang.management.ManagementFactory;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

/** What a million suppressions cost in a process; docs/performance.md has the figures. */
class MillionSuppressionsTest {
    private static final int MANY = 1_000_000;
    private static final int OCTETS_EACH = 34;
    private static final long MOST_NANOS = 10_000;

    private final SuppressionBook book = new SuppressionBook(new SipHash(3, 4));

    private void add(int i) {
        book.apply(Suppression.newBuilder()
                .setApplicationId("app_1")
                .setEnvironment("live")
                .setAddress(address(i))
                .setReason("hard_bounce")
                .setAt(1_795_000_000_000L + i)
                .build());
    }

    private static String address(int i) {
        return "recipient" + i + "@example.com";
    }

    /** Nanoseconds of the processor for each of many calls. */
    private static long cost(IntConsumer call) {
        var thread = ManagementFactory.getThreadMXBean();
        long before = thread.getCurrentThreadCpuTime();
        for (int i = 0; i < MANY; i++) {
            call.accept(i);
        }
        return (thread.getCurrentThreadCpuTime() - before) / MANY;
    }

    private int listed(int i) {
        return book.reason("app_1", "live", address(i)) == null ? 0 : 1;
    }

    @Test
    void aMillionTakeLittleMemoryAndAreAskedInLittleTime() {
        long adding = cost(this::add);
        int[] found = new int[2];
        long hit = cost(i -> found[0] += listed(i));
        long miss = cost(i -> found[1] += listed(MANY + i));
        System.out.printf(
                "a million suppressions: %d octets, %d ns to add one, %d to find one, %d to find none%n",
                book.octets(), adding, hit, miss);
        assertEquals(MANY, found[0]);
        assertEquals(0, found[1]);
        assertTrue(book.octets() <= (long) OCTETS_EACH * MANY, () -> book.octets() + " octets");
        assertTrue(adding < MOST_NANOS && hit < MOST_NANOS && miss < MOST_NANOS, adding + ", " + hit + ", " + miss);
    }
}
