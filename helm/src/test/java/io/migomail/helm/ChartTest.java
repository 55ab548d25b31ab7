package io.migomail.helm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.marcnuri.helm.Helm;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Job;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Role;
import io.kubernetes.client.openapi.models.V1RoleBinding;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The chart lints, renders over a matrix of values, and every object is what Kubernetes knows. */
class ChartTest {
    private interface Check {
        void validate(JsonElement object) throws IOException;
    }

    private static final Path CHART = Path.of("migomail").toAbsolutePath();
    private static final Path VALUES = Path.of("src/test/resources/values").toAbsolutePath();
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Map<String, Check> KINDS = Map.of(
            "ConfigMap", V1ConfigMap::validateJsonElement,
            "Deployment", V1Deployment::validateJsonElement,
            "Job", V1Job::validateJsonElement,
            "PodDisruptionBudget", V1PodDisruptionBudget::validateJsonElement,
            "Role", V1Role::validateJsonElement,
            "RoleBinding", V1RoleBinding::validateJsonElement,
            "Service", V1Service::validateJsonElement,
            "ServiceAccount", V1ServiceAccount::validateJsonElement);

    @TempDir
    Path temp;

    @Test
    void itLints() {
        // Lint renders with the defaults, which lack what only the installer knows: those messages are the only ones.
        var result = new Helm(CHART).lint().quiet().call();
        List<String> unexpected = result.getMessages().stream()
                .filter(m -> !m.contains("is required") && !m.contains("icon is recommended"))
                .toList();
        assertEquals(List.of(), unexpected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"minimal", "full"})
    void everyObjectIsValid(String values) throws IOException {
        List<JsonNode> objects = render(VALUES.resolve(values + ".yaml"));
        assertTrue(objects.size() >= 12, objects.size() + " objects");
        for (JsonNode object : objects) {
            Check check = KINDS.get(object.path("kind").asText());
            assertTrue(check != null, "a kind this test does not know: " + object.path("kind"));
            check.validate(JsonParser.parseString(object.toString()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"minimal", "full"})
    void namesAreUniqueAndPodsAreRestricted(String values) throws IOException {
        List<JsonNode> objects = render(VALUES.resolve(values + ".yaml"));
        List<String> names = objects.stream()
                .map(o -> o.path("kind").asText() + "/" + o.at("/metadata/name").asText())
                .toList();
        assertEquals(names.stream().distinct().toList(), names);
        for (JsonNode object : objects) {
            JsonNode pod = object.at("/spec/template/spec");
            if (!pod.isMissingNode()) {
                assertTrue(pod.at("/securityContext/runAsNonRoot").asBoolean(), object.toString());
                JsonNode container = pod.at("/containers/0/securityContext");
                assertTrue(container.path("readOnlyRootFilesystem").asBoolean());
                assertFalse(container.path("allowPrivilegeEscalation").asBoolean(true));
            }
        }
    }

    /** Who accepts mail and who renders and sends it share the bodies; nobody else has them. */
    @Test
    void bodiesAreSharedByThoseWhoNeedThem() throws IOException {
        List<String> mounting = render(VALUES.resolve("full.yaml")).stream()
                .filter(o -> o.at("/spec/template/spec/volumes").toString().contains("mail-bodies"))
                .map(o -> o.at("/metadata/name").asText())
                .sorted()
                .toList();
        assertEquals(List.of("mail-delivery-taskmanager", "mail-ingress"), mounting);
        assertFalse(render(VALUES.resolve("minimal.yaml")).toString().contains("MIGO_BODIES"));
    }

    @Test
    void secretsAreOnlyReferences() throws IOException {
        for (JsonNode object : render(VALUES.resolve("full.yaml"))) {
            assertFalse(object.path("kind").asText().equals("Secret"));
        }
    }

    @Test
    void selectorsFindTheirPods() throws IOException {
        List<JsonNode> objects = render(VALUES.resolve("minimal.yaml"));
        for (JsonNode service : objects) {
            if (service.path("kind").asText().equals("Service")) {
                JsonNode selector = service.at("/spec/selector");
                assertTrue(
                        objects.stream()
                                .anyMatch(o -> o.path("kind").asText().equals("Deployment") && matches(selector, o)),
                        service.at("/metadata/name").asText());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ingress: {replicas: 0}",
                "ingress: {unknown: 1}",
                "kafka: {bootstrapServer: typo}",
                "flink: {mode: session}",
                "settings: {delivery: somewhere}",
                "clickhouse: {url: 'clickhouse:8123'}"
            })
    void aWrongValueIsRefusedByTheSchema(String wrong) throws IOException {
        Path file = Files.writeString(temp.resolve("wrong.yaml"), wrong);
        var e = assertThrows(IllegalStateException.class, () -> template(VALUES.resolve("minimal.yaml"), file));
        assertTrue(e.getMessage().contains("schema"), e.getMessage());
    }

    @Test
    void whatIsMissingIsNamed() {
        var e = assertThrows(IllegalStateException.class, this::template);
        assertTrue(e.getMessage().contains("kafka.bootstrapServers is required"), e.getMessage());
    }

    @Test
    void captureWithoutRoutesIsRefused() throws IOException {
        Path file = Files.writeString(temp.resolve("capture.yaml"), "settings: {delivery: capture}");
        var e = assertThrows(IllegalStateException.class, () -> template(VALUES.resolve("minimal.yaml"), file));
        assertTrue(e.getMessage().contains("needs settings.routes"), e.getMessage());
    }

    @Test
    void everySettingInTheConfigMapExists() throws IOException {
        List<String> known = List.of(io.migomail.core.Setting.values()).stream()
                .map(Enum::name)
                .toList();
        for (JsonNode object : render(VALUES.resolve("full.yaml"))) {
            if (object.at("/metadata/name").asText().endsWith("-settings")) {
                object.path("data").fieldNames().forEachRemaining(name -> assertTrue(known.contains(name), name));
            }
        }
    }

    private static boolean matches(JsonNode selector, JsonNode deployment) {
        JsonNode labels = deployment.at("/spec/template/metadata/labels");
        var fields = ((ObjectNode) selector).properties();
        return fields.stream().allMatch(f -> f.getValue().equals(labels.path(f.getKey())));
    }

    private String template(Path... values) {
        var command =
                new Helm(CHART).template().withName("rel").withNamespace("mail").withKubeVersion("1.31.0");
        for (Path file : values) {
            command.withValuesFile(file);
        }
        return command.call();
    }

    private List<JsonNode> render(Path... values) throws IOException {
        List<JsonNode> out = new ArrayList<>();
        try (var parser = new YAMLFactory().createParser(template(values))) {
            YAML.readerFor(JsonNode.class).<JsonNode>readValues(parser).forEachRemaining(node -> {
                if (node.isObject()) {
                    out.add(node);
                }
            });
        }
        return out;
    }
}
