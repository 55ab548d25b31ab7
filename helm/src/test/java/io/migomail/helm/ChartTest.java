package io.migomail.helm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The chart lints, renders over a matrix of values, and every object is what Kubernetes knows and fits the others. */
class ChartTest {
    static Stream<String> matrix() {
        return Chart.MATRIX.stream();
    }

    @Test
    void itLints() {
        // Lint renders with the defaults, which lack what only the installer knows: those messages are the only ones.
        var result = new Helm(Chart.FOLDER).lint().strict().quiet().call();
        List<String> unexpected = result.getMessages().stream()
                .filter(m -> !m.contains("is required") && !m.contains("icon is recommended"))
                .toList();
        assertEquals(List.of(), unexpected);
    }

    @ParameterizedTest
    @MethodSource("matrix")
    void everyObjectIsValid(String values) throws IOException {
        List<JsonNode> objects = Chart.objects(values);
        assertTrue(objects.size() >= 12, objects.size() + " objects");
        for (JsonNode object : objects) {
            try {
                ObjectCheck.check(object);
            } catch (IllegalArgumentException e) {
                throw new AssertionError(object.path("kind") + " " + Chart.nameOf(object), e);
            }
        }
    }

    /** The check itself: each of these is refused. */
    @Test
    void aWrongObjectIsNotValid() {
        JsonNode deployment = Chart.object("full", "Deployment", "mail-ingress");
        refused(deployment, "/spec", "replcas", "3");
        refused(deployment, "/spec/template/spec/containers/0", "imagePulPolicy", "\"Always\"");
        refused(deployment, "/spec", "minReadySeconds", "\"soon\"");
        refused(Chart.objects("operator", "FlinkDeployment").get(0), "/spec/job", "upgradeMode", "\"rolling\"");
        refused(Chart.objects("operator", "FlinkDeployment").get(0), "/spec/job", "upgradMode", "\"savepoint\"");
        refused(Chart.objects("operator", "FlinkDeployment").get(0), "/spec/job", "parallelism", "\"2\"");
        refused(Chart.objects("operator", "ServiceMonitor").get(0), "/spec/endpoints/0", "intervall", "\"1s\"");
        refused(Chart.objects("full", "PodMonitor").get(0), "/spec/podMetricsEndpoints/0", "prt", "\"metrics\"");
        refused(Chart.objects("full", "HTTPRoute").get(0), "/spec/rules/0/backendRefs/0", "ports", "80");
        refused(Chart.objects("full", "KafkaTopic").get(0), "/spec", "partition", "1");
    }

    private static void refused(JsonNode object, String at, String field, String value) {
        JsonNode copy = object.deepCopy();
        ((ObjectNode) copy.at(at))
                .set(field, Chart.parse("{v: " + value + "}").get(0).path("v"));
        assertThrows(Throwable.class, () -> ObjectCheck.check(copy), at + "/" + field);
    }

    @ParameterizedTest
    @MethodSource("matrix")
    void namesAreUniqueAndNotTooLong(String values) {
        List<String> names = Chart.objects(values).stream()
                .map(o -> o.path("kind").asText() + "/" + Chart.nameOf(o))
                .toList();
        assertEquals(names.stream().distinct().toList(), names);
        for (JsonNode object : Chart.objects(values)) {
            int bound = object.path("kind").asText().equals("StatefulSet") ? 52 : 63;
            assertTrue(Chart.nameOf(object).length() <= bound, Chart.nameOf(object));
        }
    }

    /** Services, budgets, policies and monitors select pods that there are, and ports that these have. */
    @ParameterizedTest
    @MethodSource("matrix")
    void selectorsFindTheirPods(String values) {
        List<JsonNode> objects = Chart.objects(values);
        List<Pods.Pod> pods = Pods.of(objects);
        for (JsonNode object : objects) {
            JsonNode selector = switch (object.path("kind").asText()) {
                case "Service" -> object.at("/spec/selector");
                case "NetworkPolicy" -> object.at("/spec/podSelector/matchLabels");
                case "PodDisruptionBudget", "Deployment", "StatefulSet", "PodMonitor" ->
                    object.at("/spec/selector/matchLabels");
                default -> null;
            };
            if (selector == null) {
                continue;
            }
            List<Pods.Pod> found =
                    pods.stream().filter(pod -> matches(selector, pod)).toList();
            assertFalse(found.isEmpty(), object.path("kind") + " " + Chart.nameOf(object));
            for (JsonNode port : object.at("/spec/ports")) {
                String target = port.path("targetPort").asText();
                assertTrue(
                        found.stream().anyMatch(pod -> ports(pod).contains(target)),
                        Chart.nameOf(object) + " leads to port " + target);
            }
        }
    }

    /** Every pod that tells metrics is asked for them, and its policies let in who asks: ingress, both jobs, egress nodes. */
    @Test
    void whatTellsMetricsIsScraped() {
        List<JsonNode> objects = Chart.objects("full");
        JsonNode monitor = Chart.objects("full", "PodMonitor").get(0);
        String port = monitor.at("/spec/podMetricsEndpoints/0/port").asText();
        JsonNode scraper = Chart.read(Chart.values("full")).at("/networkPolicy/metricsFrom");
        List<Pods.Pod> telling = Pods.of(objects).stream()
                .filter(pod -> ports(pod).contains(port))
                .toList();
        assertEquals(
                List.of(
                        "Deployment/mail-accounting-jobmanager",
                        "Deployment/mail-accounting-taskmanager",
                        "Deployment/mail-delivery-cell-1-jobmanager",
                        "Deployment/mail-delivery-cell-1-taskmanager",
                        "Deployment/mail-delivery-jobmanager",
                        "Deployment/mail-delivery-taskmanager",
                        "Deployment/mail-ingress",
                        "StatefulSet/mail-egress-a",
                        "StatefulSet/mail-egress-b"),
                telling.stream().map(Pods.Pod::owner).sorted().toList());
        for (Pods.Pod pod : telling) {
            assertTrue(matches(monitor.at("/spec/selector/matchLabels"), pod), pod.owner());
            int number = pod.containers().stream()
                    .flatMap(c -> Pods.stream(c.path("ports")))
                    .filter(p -> p.path("name").asText().equals(port))
                    .mapToInt(p -> p.path("containerPort").asInt())
                    .findFirst()
                    .orElseThrow();
            boolean letIn = Chart.objects("full", "NetworkPolicy").stream()
                    .filter(policy -> matches(policy.at("/spec/podSelector/matchLabels"), pod))
                    .flatMap(policy -> Pods.stream(policy.at("/spec/ingress")))
                    .anyMatch(rule -> rule.at("/ports/0/port").asInt() == number
                            && rule.path("from").equals(scraper));
            assertTrue(letIn, pod.owner() + " at " + number);
        }
    }

    /** What a pod names beside itself is in the chart, or a Secret, claim or ConfigMap that the values name. */
    @ParameterizedTest
    @MethodSource("matrix")
    void whatPodsReferToIsThere(String values) {
        List<JsonNode> objects = Chart.objects(values);
        Set<String> maps = names(objects, "ConfigMap");
        Set<String> accounts = names(objects, "ServiceAccount");
        String given = Chart.read(Chart.values(values)).toString();
        for (Pods.Pod pod : Pods.of(objects)) {
            for (JsonNode volume : pod.spec().path("volumes")) {
                String map = volume.at("/configMap/name").asText();
                assertTrue(map.isEmpty() || maps.contains(map) || given.contains(map), pod.owner() + " " + map);
                String claim = volume.at("/persistentVolumeClaim/claimName").asText();
                assertTrue(given.contains(claim), pod.owner() + " " + claim);
                String secret = volume.at("/secret/secretName").asText();
                assertTrue(given.contains(secret), pod.owner() + " " + secret);
            }
            Set<String> volumes = Pods.stream(pod.spec().path("volumes"))
                    .map(v -> v.path("name").asText())
                    .collect(Collectors.toSet());
            for (JsonNode container : pod.containers()) {
                Pods.stream(container.path("volumeMounts"))
                        .map(m -> m.path("name").asText())
                        .forEach(name -> assertTrue(volumes.contains(name), pod.owner() + " mounts " + name));
                List<String> paths = Pods.stream(container.path("volumeMounts"))
                        .map(m -> m.path("mountPath").asText())
                        .toList();
                assertEquals(paths.stream().distinct().toList(), paths, pod.owner());
            }
            String account = pod.spec().path("serviceAccountName").asText();
            assertTrue(account.isEmpty() || accounts.contains(account) || given.contains(account), pod.owner());
        }
    }

    /** Who accepts mail and who renders and sends it share the bodies; nobody else has them. */
    @Test
    void bodiesAreSharedByThoseWhoNeedThem() {
        List<String> mounting = Pods.of(Chart.objects("full")).stream()
                .filter(pod -> pod.spec().path("volumes").toString().contains("mail-bodies"))
                .map(Pods.Pod::owner)
                .sorted()
                .toList();
        assertEquals(
                List.of(
                        "Deployment/mail-delivery-cell-1-jobmanager",
                        "Deployment/mail-delivery-cell-1-taskmanager",
                        "Deployment/mail-delivery-jobmanager",
                        "Deployment/mail-delivery-taskmanager",
                        "Deployment/mail-ingress"),
                mounting);
        assertFalse(Chart.objects("minimal").toString().contains("MIGO_BODIES"));
    }

    /** Everything that runs before the release has what it needs itself: the release's objects are not there yet. */
    @Test
    void hooksBeforeTheReleaseNeedNothingOfIt() {
        for (String values : Chart.MATRIX) {
            List<JsonNode> before = Chart.objects(values).stream()
                    .filter(o ->
                            o.at("/metadata/annotations").path("hook").asText().startsWith("pre-"))
                    .toList();
            Set<String> maps = names(before, "ConfigMap");
            for (Pods.Pod pod : Pods.of(before)) {
                List<String> needed = new ArrayList<>(pod.spec().findValuesAsText("configMapRef"));
                Pods.stream(pod.spec().path("volumes"))
                        .map(v -> v.at("/configMap/name").asText())
                        .filter(name -> name.startsWith("rel-") || name.startsWith("mail-"))
                        .forEach(needed::add);
                assertTrue(maps.containsAll(needed), values + " " + needed);
            }
        }
    }

    /** The queue is never there twice, and nothing changes its parallelism by itself. */
    @ParameterizedTest
    @MethodSource("matrix")
    void nothingScalesTheJobs(String values) {
        for (JsonNode object : Chart.objects(values)) {
            String kind = object.path("kind").asText();
            assertFalse(kind.equals("FlinkBlueGreenDeployment"), kind);
            if (kind.equals("HorizontalPodAutoscaler")) {
                assertTrue(object.at("/spec/scaleTargetRef/name").asText().endsWith("-ingress"));
            }
            assertFalse(
                    object.toString().contains("job.autoscaler.enabled\":\"true"),
                    object.at("/metadata/name").asText());
        }
        for (JsonNode object : Chart.objects(values, "Deployment")) {
            if (Chart.nameOf(object).endsWith("manager")) {
                assertEquals("Recreate", object.at("/spec/strategy/type").asText());
            }
        }
    }

    /** Alerts and dashboards are the files of the chart, as they are. */
    @Test
    void rulesAndDashboardsAreThoseOfTheFiles() {
        assertEquals(
                files("rules", ".yaml"), Chart.objects("full", "PrometheusRule").size());
        List<JsonNode> dashboards = Chart.objects("full", "ConfigMap").stream()
                .filter(o -> o.at("/metadata/labels").has("grafana_dashboard"))
                .toList();
        assertEquals(files("dashboards", ".json"), dashboards.size());
        for (JsonNode dashboard : dashboards) {
            dashboard
                    .path("data")
                    .forEach(
                            text -> assertTrue(Chart.parse(text.asText()).get(0).has("panels"), text.asText()));
        }
    }

    private static int files(String folder, String suffix) {
        String[] names = Chart.FOLDER.resolve(folder).toFile().list((dir, name) -> name.endsWith(suffix));
        return names == null ? 0 : names.length;
    }

    private static Set<String> names(List<JsonNode> objects, String kind) {
        return objects.stream()
                .filter(o -> o.path("kind").asText().equals(kind))
                .map(Chart::nameOf)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> ports(Pods.Pod pod) {
        return pod.containers().stream()
                .flatMap(c -> Pods.stream(c.path("ports")))
                .map(p -> p.path("name").asText())
                .collect(Collectors.toSet());
    }

    private static boolean matches(JsonNode selector, Pods.Pod pod) {
        JsonNode labels = pod.metadata().path("labels");
        for (Map.Entry<String, JsonNode> label : selector.properties()) {
            if (!label.getValue().equals(labels.path(label.getKey()))) {
                return false;
            }
        }
        return true;
    }
}
