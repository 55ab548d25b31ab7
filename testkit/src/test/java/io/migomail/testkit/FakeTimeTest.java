package io.migomail.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FakeTimeTest {
    @Test
    void both_clocks_advance_and_the_wall_clock_alone_steps() {
        FakeTime time = new FakeTime();
        long nanos = time.monotonicNanos();
        time.advance(Duration.ofSeconds(2)).stepWall(Duration.ofHours(-1));
        assertEquals(2_000_000_000L, time.monotonicNanos() - nanos);
        assertEquals(FakeTime.START.toEpochMilli() + 2_000 - 3_600_000, time.wallMillis());
        assertThrows(IllegalArgumentException.class, () -> time.advance(Duration.ofNanos(-1)));
    }
}
