package io.migomail.bench.store;

import io.migomail.core.Hmac;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * What an event store is filled with.
 *
 * @param messages at even distances
 * @param from instant of the first, milliseconds
 * @param application whose messages the questions are about: all, or every second one where there are others
 * @param secret with which the ids of its messages are sealed
 * @param others accounts of four applications each
 */
record Filling(long messages, long from, Duration over, String application, byte[] secret, int others) {
    private static final int APPLICATIONS = 4;

    /** The parameters of a statement that stores so many messages from this number on. */
    Map<String, String> parameters(long first, long count) {
        HexFormat hex = HexFormat.of();
        Map<String, String> out = new HashMap<>();
        out.put("first", Long.toString(first));
        out.put("messages", Long.toString(count));
        out.put("start", Long.toString(from));
        out.put("step", Long.toString(Math.max(1, over.toMillis() / messages)));
        out.put("application", application);
        out.put("sized", hex.formatHex(Hmac.sized(application.getBytes(StandardCharsets.UTF_8))));
        out.put("secret", hex.formatHex(secret));
        out.put("others", Integer.toString(others));
        return out;
    }

    /** Every application that has messages. */
    List<String> applications() {
        List<String> out = new ArrayList<>(List.of(application));
        for (int account = 0; account < others; account++) {
            for (int one = 0; one < APPLICATIONS; one++) {
                out.add("app_bench" + account + "_" + one);
            }
        }
        return out;
    }

    long until() {
        return from + over.toMillis();
    }
}
