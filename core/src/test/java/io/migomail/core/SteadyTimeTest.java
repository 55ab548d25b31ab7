package io.migomail.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SteadyTimeTest {
    private long wall = 1_000_000_000_000L;
    private long nanos = 77;
    private final List<Long> steps = new ArrayList<>();
    private final SteadyTime steady = new SteadyTime(
            new TimeSource() {
                @Override
                public long wallMillis() {
                    return wall;
                }

                @Override
                public long monotonicNanos() {
                    return nanos;
                }
            },
            steps::add);

    private void pass(Duration span) {
        wall += span.toMillis();
        nanos += span.toNanos();
    }

    @Test
    void anEvenClockIsFollowed() {
        pass(Duration.ofHours(5));
        assertEquals(wall, steady.wallMillis());
        assertEquals(List.of(), steps);
    }

    @ParameterizedTest
    @ValueSource(longs = {3_600_000, -3_600_000, 3_000, -3_000})
    void aStepIsNotFollowedAndCounted(long step) {
        pass(Duration.ofSeconds(9));
        long before = steady.wallMillis();
        wall += step;
        pass(Duration.ofSeconds(1));
        assertEquals(before + 1000, steady.wallMillis());
        assertEquals(List.of(step), steps);
        assertEquals(before + 1000 + 9, steady.toSteady(wall + 9, wall), "a record from after the step");
        assertEquals(before + 9, steady.toSteady(before + 9, before), "a record from before it");
        assertEquals(wall, steady.toMachine(before + 1000));
    }

    @Test
    void aClockThatIsSetBackRightIsAgreedWithAgain() {
        wall += 3_600_000;
        steady.wallMillis();
        wall -= 3_600_000;
        assertEquals(wall, steady.wallMillis());
        assertEquals(List.of(3_600_000L, -3_600_000L), steps);
    }

    @Test
    void driftAndSmallCorrectionsAreFollowed() {
        for (int i = 0; i < 100; i++) {
            pass(Duration.ofSeconds(10));
            wall += 40;
            steady.wallMillis();
        }
        assertEquals(wall, steady.wallMillis());
        assertEquals(List.of(), steps);
    }
}
