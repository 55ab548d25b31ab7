package io.migomail.faults;

import io.migomail.bench.report.Spread;
import io.migomail.faults.check.Arrival;
import io.migomail.faults.check.Fate;
import io.migomail.faults.check.Strike;
import io.migomail.faults.load.Answered;
import io.migomail.faults.load.OpenLoad;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a load and its MX saw around a fault.
 *
 * @param window before and after it
 */
record Around(OpenLoad load, List<Arrival> arrivals, Duration window) {
    /** Notes of one fault; its names begin so. */
    void figures(String prefix, Strike strike, Map<String, String> notes) {
        notes.put(prefix + "taking mail again after", millis(takenAgain(strike)));
        notes.put(prefix + "longest silence at the MX", millis(silence(strike)));
        Spread late = latency(strike);
        notes.put(
                prefix + "sent within " + window.toSeconds() + " s of it",
                "%d arrived, p50 %.0f ms, p99 %.0f ms, most %.0f ms"
                        .formatted(late.count(), late.p50(), late.p99(), late.max()));
        Spread putOff = Spread.ofNanos(load.answered().stream()
                .filter(answer -> answer.putOff() && answer.sent() >= strike.from())
                .map(answer -> answer.at() - answer.sent())
                .toList());
        if (putOff.count() > 0) {
            notes.put(
                    prefix + "put off with 503 or 45x",
                    "%d, p99 after %.0f ms, the last after %.0f ms"
                            .formatted(putOff.count(), putOff.p99(), putOff.max()));
        }
    }

    /** From the fault to the first message that was sent after it and taken; -1 = none was. */
    long takenAgain(Strike strike) {
        return load.answered().stream()
                        .filter(answer -> answer.fate() == Fate.OK && answer.sent() > strike.to())
                        .mapToLong(Answered::at)
                        .min()
                        .orElse(strike.to() - 1)
                - strike.to();
    }

    /** The longest time between two arrivals of which the later one came after the fault, while the load went on. */
    long silence(Strike strike) {
        long[] ends = arrivals.stream()
                .filter(Arrival::kept)
                .mapToLong(Arrival::ended)
                .sorted()
                .toArray();
        long longest = 0;
        for (int i = 1; i < ends.length; i++) {
            if (ends[i] >= strike.from() && ends[i - 1] <= strike.to() + window.toNanos()) {
                longest = Math.max(longest, ends[i] - ends[i - 1]);
            }
        }
        return longest;
    }

    private Spread latency(Strike strike) {
        Map<String, Long> first = new HashMap<>();
        arrivals.stream().filter(Arrival::kept).forEach(a -> first.putIfAbsent(a.id(), a.ended()));
        return Spread.of(load.due(strike.from() - window.toNanos(), strike.to() + window.toNanos())
                .filter(n -> first.containsKey(load.id(n)))
                .mapToDouble(n -> (first.getOrDefault(load.id(n), 0L) - load.due(n)) / 1e6)
                .toArray());
    }

    private static String millis(long nanos) {
        return nanos < 0 ? "never" : nanos / 1_000_000 + " ms";
    }
}
