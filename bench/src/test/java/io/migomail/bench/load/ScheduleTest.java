package io.migomail.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    @Test
    void evenMessagesAreTheSameDistanceApart() {
        Schedule schedule = Schedule.even(200, 4);
        assertEquals(0, schedule.offset(0));
        assertEquals(5_000_000, schedule.offset(1));
        assertEquals(15_000_000, schedule.offset(3));
    }

    @Test
    void aRateThatDividesNoSecondDoesNotDrift() {
        assertEquals(10_000_000_000L, Schedule.even(3, 31).offset(30));
    }

    @Test
    void poissonArrivalsKeepTheRateAndNeverGoBack() {
        Schedule schedule = Schedule.poisson(500, 50_000, 7);
        assertEquals(100, schedule.offset(49_999) / 1e9, 2, "seconds for 50,000 messages at 500 a second");
        assertTrue(IntStream.range(1, 50_000).allMatch(n -> schedule.offset(n) >= schedule.offset(n - 1)));
    }

    @Test
    void poissonGapsAreExponential() {
        Schedule schedule = Schedule.poisson(1000, 50_000, 7);
        long longer = IntStream.range(1, 50_000)
                .filter(n -> schedule.offset(n) - schedule.offset(n - 1) > 1_000_000)
                .count();
        assertEquals(Math.exp(-1), longer / 49_999.0, 0.01, "share of gaps longer than the mean");
    }

    @Test
    void aRisingLoadEndsAtItsRate() {
        Schedule schedule = Schedule.rising(100, 10);
        assertEquals(500, schedule.count());
        assertEquals(0, schedule.offset(0));
        assertEquals(5e9, schedule.offset(125), 1, "a quarter of the messages in the first half of the time");
        assertEquals(1e7, schedule.offset(499) - schedule.offset(498), 1e5, "the gap at the end");
    }

    @Test
    void theSeedDecidesTheArrivals() {
        assertEquals(
                Schedule.poisson(10, 100, 3).offset(99),
                Schedule.poisson(10, 100, 3).offset(99));
        assertNotEquals(
                Schedule.poisson(10, 100, 3).offset(99),
                Schedule.poisson(10, 100, 4).offset(99));
    }

    @Test
    void aClosedLoopHasNoDueTimes() {
        Schedule schedule = Schedule.closed(3);
        assertEquals(3, schedule.count());
        assertThrows(IllegalStateException.class, () -> schedule.offset(0));
    }
}
