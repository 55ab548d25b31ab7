package io.migomail.helm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every value has its default, its comment and its schema, and a wrong one is refused by its path. */
class ValuesTest {
    /** Objects whose fields are Kubernetes' own; the API server judges them. */
    private static final Set<String> KUBERNETES_OWN = Set.of(
            "/global",
            "/extraObjects/0",
            "/affinity/nodeAffinity",
            "/affinity/podAffinity",
            "/affinity/podAntiAffinity");

    private static final String VOLUME = "/extraVolumes/0";
    private static final JsonNode SCHEMA = Values.schema();

    @TempDir
    private Path temp;

    @Test
    void valuesAndSchemaHaveTheSameKeys() {
        Set<String> schema = new TreeSet<>();
        keys("", SCHEMA, Values.defaults(), schema);
        assertTrue(schema.remove("global"));
        Set<String> values = new TreeSet<>(Values.comments().keySet());
        assertEquals(schema, values);
        assertTrue(values.size() > 250, values.size() + " values");
    }

    @Test
    void everyValueHasTheCommentThatItsSchemaHas() {
        for (Map.Entry<String, String> each : Values.comments().entrySet()) {
            JsonNode schema = Values.schemaOf(SCHEMA, each.getKey());
            assertFalse(each.getValue().isEmpty(), each.getKey());
            assertEquals(each.getValue(), schema.path("description").asText(), each.getKey());
        }
    }

    @Test
    void everyPropertyIsDescribedAndEveryObjectClosed() {
        described("", SCHEMA);
        SCHEMA.path("definitions").properties().forEach(each -> described("/" + each.getKey(), each.getValue()));
    }

    static Stream<String> objects() {
        List<String> out = new ArrayList<>();
        walk("", SCHEMA, out, true);
        return out.stream();
    }

    @ParameterizedTest(name = "at {0}")
    @MethodSource("objects")
    void anUnknownKeyIsRefusedByItsPath(String path) throws IOException {
        String message = refusal(path, JsonNodeFactory.instance.objectNode().put("unknownKey", 1));
        assertTrue(message.contains("at '" + path + "'"), message);
        assertTrue(message.contains("'unknownKey' not allowed"), message);
    }

    static Stream<String> leaves() {
        List<String> out = new ArrayList<>();
        walk("", SCHEMA, out, false);
        return out.stream();
    }

    @ParameterizedTest(name = "at {0}")
    @MethodSource("leaves")
    void aWrongTypeIsRefusedByItsPath(String path) throws IOException {
        String message = refusal(path, JsonNodeFactory.instance.arrayNode().add(true));
        assertTrue(message.contains("at '" + path), message);
    }

    /** One wrong value for each rule beyond types. */
    static Stream<String> rules() {
        return Stream.of(
                "/kafka/bootstrapServers=broker",
                "/kafka/replication=0",
                "/kafka/sasl/mechanism=GSSAPI",
                "/kafka/strimzi/authentication=plain",
                "/clickhouse/url=clickhouse:8123",
                "/clickhouse/database=",
                "/oidc/issuer=http://login.example.com",
                "/settings/delivery=somewhere",
                "/settings/smtpOutPatience=61",
                "/settings/routes=example.com",
                "/ingress/replicas=0",
                "/ingress/image/digest=sha256:12",
                "/ingress/podSecurityContext/runAsUser=0",
                "/ingress/autoscaling/targetCPUUtilizationPercentage=101",
                "/ingress/smtp/service/port=70000",
                "/ingress/smtp/service/type=ExternalName",
                "/flink/mode=session",
                "/flink/jar=/opt/flink/usrlib/x.jar",
                "/flink/delivery/parallelism=129",
                "/flink/delivery/memoryMiB=100",
                "/flink/delivery/cpu=0",
                "/egress/port=0",
                "/fullnameOverride=Upper",
                "/monitoring/podMonitor/interval=often");
    }

    @ParameterizedTest
    @MethodSource("rules")
    void aValueAgainstARuleIsRefusedByItsPath(String rule) throws IOException {
        String path = rule.substring(0, rule.indexOf('='));
        String value = rule.substring(rule.indexOf('=') + 1);
        JsonNode node = value.matches("[0-9]+")
                ? JsonNodeFactory.instance.numberNode(Integer.parseInt(value))
                : JsonNodeFactory.instance.textNode(value);
        String message = refusal(path, node);
        assertTrue(message.contains("at '" + path + "'"), message);
    }

    /** Nothing is said for the queue that scales or doubles it. */
    @Test
    void theDeliveryJobHasNoKeyThatScalesIt() {
        String keys = Values.comments().keySet().stream()
                .filter(key -> key.startsWith("flink."))
                .toList()
                .toString();
        assertFalse(keys.toLowerCase(java.util.Locale.ROOT).matches(".*(autoscal|bluegreen|replicas).*"), keys);
    }

    private String refusal(String path, JsonNode value) throws IOException {
        Path file = temp.resolve("wrong.json");
        Files.writeString(file, at(path, value).toString());
        return assertThrows(IllegalStateException.class, () -> Chart.template(Chart.values("minimal"), file), path)
                .getMessage();
    }

    private static JsonNode at(String path, JsonNode value) {
        if (path.isEmpty()) {
            return value;
        }
        int last = path.lastIndexOf('/');
        String name = path.substring(last + 1);
        JsonNode parent = name.equals("0")
                ? JsonNodeFactory.instance.arrayNode().add(value)
                : JsonNodeFactory.instance.objectNode().set(name, value);
        return at(path.substring(0, last), parent);
    }

    /** Paths of closed objects, or of everything else. */
    private static void walk(String path, JsonNode given, List<String> out, boolean objects) {
        JsonNode schema = Values.schema(SCHEMA, given);
        if (path.endsWith(VOLUME) || KUBERNETES_OWN.stream().anyMatch(path::endsWith)) {
            return;
        }
        boolean closed = schema.path("additionalProperties").isBoolean();
        if (closed == objects) {
            out.add(path);
        }
        if (closed) {
            schema.path("properties")
                    .properties()
                    .forEach(each -> walk(path + "/" + each.getKey(), each.getValue(), out, objects));
        }
        JsonNode items = Values.schema(SCHEMA, schema.path("items"));
        if (items.path("additionalProperties").isBoolean()) {
            walk(path + "/0", items, out, objects);
        }
    }

    /** Keys of the values themselves: of a shared definition those that are given, such as a container's resources. */
    private static void keys(String at, JsonNode given, JsonNode defaults, Set<String> out) {
        JsonNode schema = Values.schema(SCHEMA, given);
        schema.path("properties").properties().forEach(each -> {
            if (given.has("$ref") && !defaults.has(each.getKey())) {
                return;
            }
            String path = at.isEmpty() ? each.getKey() : at + "." + each.getKey();
            out.add(path);
            keys(path, each.getValue(), defaults.path(each.getKey()), out);
        });
    }

    private static void described(String at, JsonNode schema) {
        boolean object = schema.path("type").asText().equals("object");
        boolean own = KUBERNETES_OWN.stream().anyMatch(each -> at.endsWith(each))
                || at.startsWith("/volumes/")
                || at.endsWith("/podAffinity")
                || at.endsWith("/nodeAffinity")
                || at.endsWith("/podAntiAffinity");
        assertTrue(!object || own || schema.has("additionalProperties"), at + " is open");
        schema.path("properties").properties().forEach(each -> {
            String path = at + "/" + each.getKey();
            assertTrue(each.getValue().path("description").asText().length() > 4, path + " is not described");
            described(path, each.getValue());
        });
        if (schema.has("items")) {
            described(at + "/0", schema.path("items"));
        }
        if (schema.path("additionalProperties") instanceof ObjectNode free) {
            described(at + "/*", free);
        }
    }

    /** The value files of the chart have no key that is a default already in another spelling: they are read as they are. */
    @Test
    void theValueFilesOfTheChartAreYaml() throws IOException {
        for (String file : List.of("values-small", "values-production")) {
            JsonNode values = Chart.read(Chart.values(file));
            assertTrue(new ObjectMapper().writeValueAsString(values).length() > 100, file);
        }
    }
}
