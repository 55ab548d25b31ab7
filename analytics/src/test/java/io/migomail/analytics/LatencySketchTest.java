package io.migomail.analytics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LatencySketchTest {
    private static final List<Double> LEVELS = List.of(0.01, 0.5, 0.9, 0.95, 0.99, 0.999, 1.0);

    private static LatencySketch sketch(List<Long> values) {
        LatencySketch sketch = new LatencySketch();
        values.forEach(sketch::add);
        return sketch;
    }

    private static List<Long> values(long seed, int count, int bits) {
        Random random = new Random(seed);
        List<Long> out = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            out.add(random.nextLong() >>> (63 - random.nextInt(bits)));
        }
        return out;
    }

    private static void assertNear(List<Long> values, LatencySketch sketch) {
        List<Long> sorted = values.stream().sorted().toList();
        for (double level : LEVELS) {
            long exact = sorted.get((int) Math.ceil(level * sorted.size()) - 1);
            long told = sketch.percentile(level);
            assertTrue(Math.abs(told - exact) <= exact * 0.016, level + ": " + told + " of " + exact);
        }
    }

    @Test
    void percentiles_are_within_1_6_percent_of_the_exact_ones() {
        for (int bits = 1; bits <= 30; bits++) {
            for (int count : List.of(1, 2, 17, 2000)) {
                List<Long> values = values(bits * 31L + count, count, bits);
                assertNear(values, sketch(values));
            }
        }
    }

    @Test
    void below_64_ms_they_are_exact() {
        List<Long> values = new ArrayList<>();
        for (long value = 0; value < 64; value++) {
            values.add(value);
            assertEquals(value, sketch(List.of(value)).percentile(0.5));
        }
        assertEquals(31, sketch(values).percentile(0.5));
        assertEquals(new Spread(64, 31, 60, 63, 63), sketch(values).spread());
    }

    @Test
    void sketches_that_are_merged_are_the_sketch_of_all() {
        List<Long> some = values(1, 500, 20);
        List<Long> others = values(2, 700, 30);
        List<Long> all = new ArrayList<>(some);
        all.addAll(others);
        LatencySketch merged = sketch(some);
        merged.merge(sketch(others));
        assertEquals(sketch(all).toRecord(), merged.toRecord());
        assertEquals(all.size(), merged.count());
        assertNear(all, merged);
    }

    @Test
    void a_record_holds_all_of_it() {
        LatencySketch sketch = sketch(values(3, 1000, 30));
        assertEquals(sketch.toRecord(), LatencySketch.of(sketch.toRecord()).toRecord());
        assertEquals(1000, LatencySketch.of(sketch.toRecord()).count());
    }

    @Test
    void nothing_has_no_percentiles_and_what_clocks_make_negative_is_no_time() {
        assertEquals(-1, new LatencySketch().percentile(0.5));
        assertNull(new LatencySketch().spread());
        assertEquals(0, sketch(List.of(-5L)).percentile(0.5));
        assertTrue(sketch(List.of(Long.MAX_VALUE)).percentile(1) > Integer.MAX_VALUE * 0.98);
    }
}
