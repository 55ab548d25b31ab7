package io.migomail.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SpreadTest {
    @Test
    void percentilesAreValuesThatOccurred() {
        List<Long> hundred = LongStream.rangeClosed(1, 100)
                .map(n -> (101 - n) * 1_000_000)
                .boxed()
                .toList();
        assertEquals(new Spread(100, 50, 95, 99, 100), Spread.ofNanos(hundred));
    }

    @Test
    void fewValuesRoundUpToTheWorst() {
        assertEquals(new Spread(3, 2, 3, 3, 3), Spread.of(new double[] {3, 1, 2}));
        assertEquals(new Spread(1, 4, 4, 4, 4), Spread.of(new double[] {4}));
    }

    @Test
    void oneSlowMessageInAHundredAndOneIsNotTheNinetyNinthPercentile() {
        double[] values = new double[101];
        java.util.Arrays.fill(values, 1);
        values[17] = 900;
        assertEquals(new Spread(101, 1, 1, 1, 900), Spread.of(values));
    }

    @Test
    void nothingIsZero() {
        assertEquals(new Spread(0, 0, 0, 0, 0), Spread.ofNanos(List.of()));
    }
}
