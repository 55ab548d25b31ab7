package io.migomail.e2e.telemetry;

import io.migomail.egress.EgressMetric;
import io.migomail.ingress.metric.IngressMetric;
import io.migomail.jobs.JobMetric;
import io.migomail.mta.metric.MtaMetric;
import io.migomail.telemetry.Metric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Every metric of every module. */
final class AllMetrics {
    private AllMetrics() {}

    /** By the heading of the reference. */
    static Map<String, List<Metric>> byPart() {
        Map<String, List<Metric>> out = ofStack();
        out.put("Egress node", of(EgressMetric.values()));
        return out;
    }

    /** Of what the local run has: it binds source addresses itself, so no egress node. */
    private static Map<String, List<Metric>> ofStack() {
        Map<String, List<Metric>> out = new LinkedHashMap<>();
        out.put("Ingress", of(IngressMetric.values()));
        out.put("Mail queue and delivery engine", of(MtaMetric.values()));
        out.put("Delivery and accounting job", of(JobMetric.values()));
        return out;
    }

    static List<Metric> all() {
        List<Metric> out = new ArrayList<>();
        byPart().values().forEach(out::addAll);
        return out;
    }

    /** By the names of the series that a scrape finds. */
    static Map<String, Metric> exported() {
        return exported(byPart());
    }

    /** The same of the local run. */
    static Map<String, Metric> exportedByStack() {
        return exported(ofStack());
    }

    private static Map<String, Metric> exported(Map<String, List<Metric>> parts) {
        Map<String, Metric> out = new TreeMap<>();
        for (Metric metric : parts.values().stream().flatMap(List::stream).toList()) {
            metric.exported().forEach(name -> out.put(name, metric));
        }
        return out;
    }

    private static List<Metric> of(Metric.Defined[] defined) {
        List<Metric> out = new ArrayList<>();
        for (Metric.Defined each : defined) {
            out.add(each.metric());
        }
        return out;
    }
}
