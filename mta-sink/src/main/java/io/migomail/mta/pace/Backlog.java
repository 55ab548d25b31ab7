package io.migomail.mta.pace;

import io.migomail.core.MessageClass;
import io.migomail.mta.metric.FlinkMeters;
import io.migomail.mta.metric.MtaMetric;
import java.util.concurrent.atomic.AtomicLongArray;

/** How much is in all queues of one task. Written by its thread, read by any. */
final class Backlog {
    private static final int QUEUES = Load.NUMBERS;

    private final AtomicLongArray totals = new AtomicLongArray(Load.NUMBERS + 1);

    /** A queue that had so much has so much now; {@code known} is brought to it. */
    void move(Load known, Load now) {
        for (int i = 0; i < Load.NUMBERS; i++) {
            int change = now.numbers[i] - known.numbers[i];
            if (change != 0) {
                add(i, change);
                known.numbers[i] = now.numbers[i];
            }
        }
    }

    /** So many queues more, or less, have something. */
    void queues(int change) {
        add(QUEUES, change);
    }

    /** One thread writes, so nothing has to be atomic but a single store. */
    private void add(int place, int change) {
        totals.lazySet(place, totals.getPlain(place) + change);
    }

    long waiting(int rank) {
        return totals.get(rank);
    }

    long inFlight() {
        return totals.get(Load.IN_FLIGHT);
    }

    long queues() {
        return totals.get(QUEUES);
    }

    /** Shows it as metrics of a task. */
    void show(FlinkMeters meters) {
        for (MessageClass each : MessageClass.values()) {
            meters.gauge(MtaMetric.WAITING, () -> waiting(each.rank()), each.word());
        }
        meters.gauge(MtaMetric.PACE_IN_FLIGHT, this::inFlight);
        meters.gauge(MtaMetric.QUEUES, this::queues);
        meters.gauge(MtaMetric.RESTS, () -> totals.get(Load.RESTS), "destination");
        meters.gauge(MtaMetric.RESTS, () -> totals.get(Load.SOURCE_RESTS), "source");
    }
}
