package io.migomail.egress;

import io.migomail.telemetry.Registry;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** What a node tells of itself, as {@link EgressMetric} defines it: read at each scrape, so that mail pays nothing for it. */
final class EgressMeters {
    private EgressMeters() {}

    /** {@code unbindable} are those of the sources that could not be bound; it must not block. */
    static Registry registry(EgressCounts counts, Set<InetAddress> sources, Supplier<List<InetAddress>> unbindable) {
        Registry registry = new Registry();
        registry.counters(EgressMetric.HANDSHAKES, () -> results(counts));
        registry.gauge(EgressMetric.CONNECTIONS, counts::open);
        registry.counters(
                EgressMetric.TRANSFERRED,
                () -> Map.of(EgressMetric.SENT, (double) counts.octetsSent(), EgressMetric.RECEIVED, (double)
                        counts.octetsReceived()));
        registry.gauges(EgressMetric.UNBINDABLE, () -> flags(sources, unbindable.get()));
        return registry;
    }

    private static Map<String, Double> results(EgressCounts counts) {
        Map<String, Double> out = new LinkedHashMap<>();
        for (Result result : Result.values()) {
            out.put(result.word(), (double) counts.total(result));
        }
        return out;
    }

    private static Map<String, Double> flags(Set<InetAddress> sources, List<InetAddress> unbindable) {
        Map<String, Double> out = new LinkedHashMap<>();
        sources.forEach(source -> out.put(source.getHostAddress(), unbindable.contains(source) ? 1.0 : 0.0));
        return out;
    }
}
