package io.migomail.e2e.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.e2e.Repository;
import io.migomail.telemetry.Kind;
import io.migomail.telemetry.Label;
import io.migomail.telemetry.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code docs/metrics.md} is made of the definitions: {@code -Dmetrics.write=true} writes it. */
class MetricsReferenceTest {
    private static final Path REFERENCE = Repository.ROOT.resolve("docs/metrics.md");
    /** Values that are listed one by one; of more the number is told. */
    private static final int LISTED = 12;

    private static final String HEAD = """
            # Metrics

            What the processes tell Prometheus. Every metric is defined once in the code, with its unit, its labels and what it means; this page is made of the
            definitions. No label names an account, a domain, a recipient or a message: the number of series does not grow with what is sent.

            An ingress node and an egress node serve `/metrics` at the address in `MIGO_METRICS`, beside `/healthz/live` and `/healthz/ready`. Besides the metrics below there are
            those that Prometheus' client tells of every JVM (`jvm_…`, `process_…`). The jobs are scraped by Flink's own Prometheus reporter, on Kubernetes at port
            9249: it puts the scope in front of a name, and the names of the labels, and gives each series the labels of Flink (`job_name`, `task_name`,
            `subtask_index` …), over which one sums. It has to be told `filterLabelValueCharacters: false`, or the bounds of histograms lose their point. In the local
            run the jobs' metrics stand in the same `/metrics` as those of the ingress. `./migomail cluster status --json` tells the port of each egress node there.

            The alerts in `helm/migomail/rules` and the dashboards in `helm/migomail/dashboards` use nothing else; each alert has its page in `docs/runbooks`.
            """;

    @Test
    void theReferenceIsWhatTheDefinitionsSay() throws IOException {
        String made = reference();
        if (Boolean.getBoolean("metrics.write")) {
            Files.writeString(REFERENCE, made);
        }
        assertEquals(made, Files.readString(REFERENCE));
    }

    @Test
    void aNameIsDefinedOnce() {
        List<String> names = AllMetrics.all().stream().map(Metric::name).toList();
        assertEquals(
                names.stream().distinct().sorted().toList(),
                names.stream().sorted().toList());
    }

    @Test
    void theSeriesOfAProcessAreBounded() {
        for (Metric metric : AllMetrics.all()) {
            assertTrue(series(metric) <= 4_000, () -> metric.name() + " may have " + series(metric) + " series");
        }
        for (Map.Entry<String, List<Metric>> part : AllMetrics.byPart().entrySet()) {
            int all = part.getValue().stream()
                    .mapToInt(MetricsReferenceTest::series)
                    .sum();
            assertTrue(all <= 8_000, () -> part.getKey() + " may have " + all + " series");
        }
    }

    @Test
    void noLabelGrowsWithWhatIsSent() {
        List<String> forbidden = List.of(
                "account",
                "application",
                "domain",
                "recipient",
                "sender",
                "message",
                "address",
                "ip",
                "host",
                "template");
        for (Metric metric : AllMetrics.all()) {
            for (Label label : metric.labels()) {
                assertTrue(forbidden.stream().noneMatch(label.name()::contains), metric.name() + " by " + label.name());
            }
        }
    }

    private static int series(Metric metric) {
        int each = metric.kind() == Kind.HISTOGRAM ? metric.bounds().size() + 3 : 1;
        return metric.most() * each;
    }

    private static String reference() {
        StringBuilder out = new StringBuilder(HEAD);
        AllMetrics.byPart().forEach((part, metrics) -> {
            out.append("\n## ").append(part).append('\n');
            metrics.forEach(metric -> section(out, metric));
        });
        return out.toString();
    }

    private static void section(StringBuilder out, Metric metric) {
        out.append("\n### ")
                .append(metric.name())
                .append("\n\n")
                .append(metric.help())
                .append("\n\n");
        out.append("A ")
                .append(metric.kind().word())
                .append(", in ")
                .append(metric.unit().word());
        if (metric.kind() == Kind.HISTOGRAM) {
            out.append(", with the bounds ")
                    .append(metric.bounds().stream().map(String::valueOf).collect(Collectors.joining(" ")));
        }
        out.append(".\n\n");
        out.append("Exported as ")
                .append(metric.exported().stream().map(each -> '`' + each + '`').collect(Collectors.joining(", ")))
                .append(".\n");
        if (!metric.labels().isEmpty()) {
            out.append("\n| label | meaning | values |\n|---|---|---|\n");
            metric.labels()
                    .forEach(label -> out.append("| `")
                            .append(label.name())
                            .append("` | ")
                            .append(label.meaning())
                            .append(" | ")
                            .append(values(label))
                            .append(" |\n"));
        }
    }

    private static String values(Label label) {
        if (label.values().isEmpty()) {
            return "at most " + label.most();
        }
        return label.values().size() > LISTED
                ? label.values().size() + " words"
                : label.values().stream().map(value -> '`' + value + '`').collect(Collectors.joining(" "));
    }
}
