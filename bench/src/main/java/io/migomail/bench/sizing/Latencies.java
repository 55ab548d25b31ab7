package io.migomail.bench.sizing;

import io.migomail.bench.report.Spread;
import io.migomail.core.MessageClass;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/** Every latency, by class, in milliseconds. */
final class Latencies {
    private static final int FIRST = 1_024;

    private final double[][] values = new double[MessageClass.values().length][FIRST];
    private final int[] counts = new int[values.length];

    void add(MessageClass messageClass, double millis) {
        int rank = messageClass.rank();
        if (counts[rank] == values[rank].length) {
            values[rank] = Arrays.copyOf(values[rank], 2 * counts[rank]);
        }
        values[rank][counts[rank]++] = millis;
    }

    Map<MessageClass, Spread> spreads() {
        Map<MessageClass, Spread> spreads = new EnumMap<>(MessageClass.class);
        for (MessageClass messageClass : MessageClass.values()) {
            int rank = messageClass.rank();
            spreads.put(messageClass, Spread.of(Arrays.copyOf(values[rank], counts[rank])));
        }
        return spreads;
    }
}
