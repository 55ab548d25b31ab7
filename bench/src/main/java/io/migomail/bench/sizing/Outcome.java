package io.migomail.bench.sizing;

import io.migomail.bench.report.Spread;
import io.migomail.core.MessageClass;
import java.util.Locale;
import java.util.Map;

/**
 * What a simulation came to.
 *
 * @param latencies of deliveries, by class: milliseconds from the request's arrival to the end of the mail host's last reply
 * @param stages in the order in which a message comes by
 * @param hosts the most deliveries that waited at one time for a connection of one pool to one destination
 * @param seconds of load; what was under way then was carried to its end
 */
record Outcome(Map<MessageClass, Spread> latencies, Map<String, Use> stages, int hosts, double seconds) {
    /** @param backlog the most that waited at one station at one time */
    record Use(double utilisation, double busiest, int backlog) {}

    double criticalP99() {
        return latencies
                .getOrDefault(MessageClass.CRITICAL, Spread.of(new double[0]))
                .p99();
    }

    /** Of the busiest process of all. */
    double busiest() {
        return stages.values().stream().mapToDouble(Use::busiest).max().orElse(0);
    }

    String text() {
        StringBuilder out = new StringBuilder();
        out.append(String.format(Locale.ROOT, "simulated %.0f s, ms until the mail host's 250:\n", seconds));
        latencies.forEach((messageClass, spread) -> out.append(String.format(
                Locale.ROOT,
                "  %-10s %8d  p50 %.0f  p95 %.0f  p99 %.0f  max %.0f\n",
                messageClass.word(),
                spread.count(),
                spread.p50(),
                spread.p95(),
                spread.p99(),
                spread.max())));
        stages.forEach((stage, use) -> out.append(String.format(
                Locale.ROOT,
                "  %-24s in use %3.0f%%, the busiest %3.0f%%, at most %d waited at one\n",
                stage,
                100 * use.utilisation(),
                100 * use.busiest(),
                use.backlog())));
        out.append(String.format(Locale.ROOT, "  for one destination of one pool at most %d waited\n", hosts));
        return out.toString();
    }
}
