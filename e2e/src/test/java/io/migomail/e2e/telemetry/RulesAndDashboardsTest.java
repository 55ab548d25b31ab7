package io.migomail.e2e.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.migomail.e2e.Repository;
import io.migomail.telemetry.Label;
import io.migomail.telemetry.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Alerts and dashboards read metrics that exist, by labels that these have; every alert has its runbook. The full grammar of
 * PromQL is not checked here: that takes promtool.
 */
class RulesAndDashboardsTest {
    private static final Path CHART = Repository.ROOT.resolve("helm/migomail");
    private static final Path RUNBOOKS = Repository.ROOT.resolve("docs/runbooks");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What others define, as far as it is used: Flink's own metrics of a job, and those of the client of Prometheus. */
    private static final Set<String> FOREIGN = Set.of(
            "flink_jobmanager_job_numRestarts",
            "flink_jobmanager_job_numberOfFailedCheckpoints",
            "flink_jobmanager_job_lastCheckpointDuration",
            "flink_jobmanager_job_uptime",
            "jvm_memory_used_bytes");

    private static final Set<String> FOREIGN_LABELS = Set.of("job_name", "instance", "le", "area");

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            List<Path> out =
                    all.filter(f -> f.toString().endsWith(ending)).sorted().toList();
            assertFalse(out.isEmpty(), folder + " has no " + ending);
            return out;
        }
    }

    private static Map<String, JsonNode> alerts() throws IOException {
        Map<String, JsonNode> out = new LinkedHashMap<>();
        for (Path file : files(CHART.resolve("rules"), ".yaml")) {
            JsonNode groups = YAML.readTree(file.toFile()).path("groups");
            assertTrue(groups.size() > 0, file + " has no groups");
            for (JsonNode group : groups) {
                for (JsonNode rule : group.path("rules")) {
                    assertEquals(null, out.put(rule.path("alert").asText(), rule), "twice in " + file);
                }
            }
        }
        return out;
    }

    private static Map<String, String> expressions() throws IOException {
        Map<String, String> out = new LinkedHashMap<>();
        alerts().forEach((name, rule) -> out.put(name, rule.path("expr").asText()));
        for (Path file : files(CHART.resolve("dashboards"), ".json")) {
            for (JsonNode panel : JSON.readTree(file.toFile()).path("panels")) {
                for (JsonNode target : panel.path("targets")) {
                    String place =
                            file.getFileName() + ": " + panel.path("title").asText() + " "
                                    + target.path("refId").asText();
                    assertEquals(null, out.put(place, target.path("expr").asText()), "twice: " + place);
                }
            }
        }
        return out;
    }

    @Test
    void everyExpressionReadsMetricsThatExistByLabelsThatTheyHave() throws IOException {
        Map<String, Metric> exported = AllMetrics.exported();
        List<String> wrong = new ArrayList<>();
        expressions().forEach((place, expression) -> {
            PromQl read = new PromQl(expression);
            Set<String> labels = new TreeSet<>(FOREIGN_LABELS);
            for (String name : read.metrics) {
                Metric metric = exported.get(name);
                if (metric != null) {
                    labels.addAll(metric.labels().stream().map(Label::name).collect(Collectors.toSet()));
                } else if (!FOREIGN.contains(name)) {
                    wrong.add(place + " reads " + name);
                }
            }
            read.labels.stream().filter(l -> !labels.contains(l)).forEach(l -> wrong.add(place + " asks for " + l));
        });
        assertEquals(List.of(), wrong);
    }

    @Test
    void everyMetricIsDrawnOrAlertedOn() throws IOException {
        Set<String> read = new TreeSet<>();
        expressions().values().forEach(expression -> read.addAll(new PromQl(expression).metrics));
        List<String> unseen = AllMetrics.all().stream()
                .filter(metric -> metric.exported().stream().noneMatch(read::contains))
                .map(Metric::name)
                .toList();
        assertEquals(List.of(), unseen);
    }

    @Test
    void everyAlertHasItsRunbookAndEveryRunbookItsAlert() throws IOException {
        Map<String, JsonNode> alerts = alerts();
        Set<String> pages = files(RUNBOOKS, ".md").stream()
                .map(file -> file.getFileName().toString().replace(".md", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(new TreeSet<>(alerts.keySet()), pages);
        for (Map.Entry<String, JsonNode> alert : alerts.entrySet()) {
            String page = "docs/runbooks/" + alert.getKey() + ".md";
            JsonNode annotations = alert.getValue().path("annotations");
            assertEquals(page, annotations.path("runbook_url").asText());
            assertFalse(annotations.path("summary").asText().isBlank(), page);
            assertFalse(annotations.path("description").asText().isBlank(), page);
            assertTrue(
                    Set.of("critical", "warning")
                            .contains(alert.getValue().at("/labels/severity").asText()),
                    page);
            assertTrue(alert.getValue().path("for").asText().matches("[0-9]+m"), page);
            String text = Files.readString(Repository.ROOT.resolve(page));
            assertTrue(text.startsWith("# " + alert.getKey() + ":"), page);
            for (String part : List.of("Meaning", "Impact", "Diagnosis", "Action")) {
                int at = text.indexOf("\n## " + part + "\n");
                assertTrue(
                        at > 0 && text.substring(at).strip().lines().skip(1).anyMatch(l -> l.length() > 20),
                        page + ": " + part);
            }
        }
    }

    @Test
    void dashboardsNameTheirDataSourceByAVariableAndHaveIdsOfTheirOwn() throws IOException {
        Set<String> uids = new TreeSet<>();
        for (Path file : files(CHART.resolve("dashboards"), ".json")) {
            JsonNode board = JSON.readTree(file.toFile());
            assertTrue(uids.add(board.path("uid").asText()), file.toString());
            assertEquals("datasource", board.at("/templating/list/0/type").asText());
            for (JsonNode panel : board.path("panels")) {
                assertEquals("${datasource}", panel.at("/datasource/uid").asText(), file.toString());
            }
        }
        assertEquals(5, uids.size());
    }

    @Test
    void anExpressionThatCannotBeOneIsRefused() {
        for (String wrong : List.of("sum(rate(a_total[5m])", "a{b=c}", "sum(1)", "a_total{x=\"y}")) {
            assertThrows(IllegalArgumentException.class, () -> new PromQl(wrong), wrong);
        }
        PromQl read = new PromQl("sum by (le, x) (rate(a_total{y=~\"5..\"}[5m])) / on (z) b > 0.5 and c");
        assertEquals(Set.of("a_total", "b", "c"), read.metrics);
        assertEquals(Set.of("y", "le", "x", "z"), read.labels);
    }
}
