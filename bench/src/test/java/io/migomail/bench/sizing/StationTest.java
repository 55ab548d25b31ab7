package io.migomail.bench.sizing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.MessageClass;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** Queues against what queueing theory says of them. A service takes one millisecond on average. */
class StationTest {
    private static final int JOBS = 1_000_000;
    private static final double PRECISION = 0.03;

    private final Calendar calendar = new Calendar();
    private final SplittableRandom random = new SplittableRandom(7);
    private final List<String> done = new ArrayList<>();

    /** Mean waits by class, of Poisson arrivals with so many milliseconds between two. */
    private double[] waits(Station station, double gap, Draw services, IntFunction<MessageClass> classes) {
        double[] sums = new double[MessageClass.values().length];
        int[] counts = new int[sums.length];
        Draw gaps = Draw.exponential(random);
        arrive(0, () -> gaps.of(gap), n -> {
            MessageClass messageClass = classes.apply(n);
            double service = services.of(1);
            double at = calendar.now();
            station.submit(messageClass, Station.NO_LANE, service, () -> {
                sums[messageClass.rank()] += calendar.now() - at - service;
                counts[messageClass.rank()]++;
            });
            return true;
        });
        calendar.run();
        for (int i = 0; i < sums.length; i++) {
            sums[i] /= Math.max(1, counts[i]);
        }
        return sums;
    }

    private void arrive(int n, java.util.function.DoubleSupplier gap, IntFunction<Boolean> arrival) {
        calendar.after(gap.getAsDouble(), () -> {
            if (arrival.apply(n) && n + 1 < JOBS) {
                arrive(n + 1, gap, arrival);
            }
        });
    }

    private double wait(int servers, double gap, Draw services) {
        return waits(new Station(calendar, servers), gap, services, n -> MessageClass.NORMAL)[2];
    }

    private static void near(double expected, double actual) {
        assertEquals(expected, actual, expected * PRECISION);
    }

    @Test
    void oneServerWithExponentialTimesIsMM1() {
        near(0.7 / 0.3, wait(1, 1 / 0.7, Draw.exponential(random)));
    }

    @Test
    void oneServerWithConstantTimesIsMD1() {
        near(0.7 / (2 * 0.3), wait(1, 1 / 0.7, Draw.constant()));
    }

    /** Pollaczek and Khinchine: the variance of the times counts, whatever their form. */
    @Test
    void oneServerWithLognormalTimesIsMG1() {
        near(0.6 / 0.4 * (1 + 0.25) / 2, wait(1, 1 / 0.6, Draw.lognormal(random, 0.5)));
    }

    /** Erlang's formula C. */
    @Test
    void severalServersAreMMC() {
        double load = 2.4;
        double full = Math.pow(load, 3) / 6 * 3 / (3 - load);
        double all = 1 + load + load * load / 2 + full;
        near(full / all / (3 - load), wait(3, 1 / load, Draw.exponential(random)));
    }

    /** Cobham: who is more urgent waits for what is being served, and for nobody else's queue. */
    @Test
    void classesWaitAsCobhamSays() {
        double[] part = {0.2, 0.3, 0.3};
        double[] waits = waits(new Station(calendar, 1), 1 / 0.8, Draw.exponential(random), n -> {
            double point = random.nextDouble() * 0.8;
            return point < part[0]
                    ? MessageClass.CRITICAL
                    : point < part[0] + part[1] ? MessageClass.HIGH : MessageClass.NORMAL;
        });
        double residual = 0.8;
        near(residual / (1 - 0.2), waits[0]);
        near(residual / ((1 - 0.2) * (1 - 0.5)), waits[1]);
        near(residual / ((1 - 0.5) * (1 - 0.8)), waits[2]);
    }

    @Test
    void whatWasBegunIsFinishedThenTheMostUrgentGoesFirst() {
        Station station = new Station(calendar, 1);
        submit(station, MessageClass.NORMAL, Station.NO_LANE, "first");
        submit(station, MessageClass.NORMAL, Station.NO_LANE, "normal");
        submit(station, MessageClass.HIGH, Station.NO_LANE, "high");
        submit(station, MessageClass.CRITICAL, Station.NO_LANE, "critical");
        calendar.run();
        assertEquals(List.of("first 1", "critical 2", "high 3", "normal 4"), done);
        assertEquals(3, station.longest());
    }

    @Test
    void aLaneIsServedOneAtATimeAndOthersMeanwhile() {
        Station station = new Station(calendar, 3, 0, 2);
        submit(station, MessageClass.HIGH, 0, "hot");
        submit(station, MessageClass.HIGH, 0, "hot");
        submit(station, MessageClass.HIGH, 1, "other");
        submit(station, MessageClass.HIGH, Station.NO_LANE, "any");
        calendar.run();
        assertEquals(List.of("hot 1", "other 1", "any 1", "hot 2"), done);
    }

    @Test
    void reservedServersAreForCriticalOnly() {
        Station station = new Station(calendar, 2, 1, 0);
        submit(station, MessageClass.NORMAL, Station.NO_LANE, "normal");
        submit(station, MessageClass.NORMAL, Station.NO_LANE, "normal");
        submit(station, MessageClass.CRITICAL, Station.NO_LANE, "critical");
        calendar.run();
        assertEquals(List.of("normal 1", "critical 1", "normal 2"), done);
    }

    @Test
    void inAPauseNothingBegins() {
        Station station = new Station(calendar, 1);
        submit(station, MessageClass.CRITICAL, Station.NO_LANE, "begun");
        submit(station, MessageClass.CRITICAL, Station.NO_LANE, "waits");
        station.pause(10);
        calendar.run();
        assertEquals(List.of("begun 1", "waits 11"), done);
        assertTrue(station.worked() == 2, "a pause is no work");
    }

    private void submit(Station station, MessageClass messageClass, int lane, String name) {
        station.submit(messageClass, lane, 1, () -> done.add(name + " " + Math.round(calendar.now())));
    }
}
