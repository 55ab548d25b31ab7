package io.migomail.helm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.Release;
import io.migomail.helm.api.FakeApiServer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The life of a release by Helm itself, against an API server of our own. Going back is an upgrade to the older values:
 * the library has no call for {@code helm rollback}, which does the same from Helm's record.
 */
class ReleaseTest {
    private static final int SECONDS = 60;

    @ParameterizedTest
    @ValueSource(strings = {"minimal", "full", "operator"})
    void itIsInstalledTestedAndUninstalled(String values) throws IOException {
        try (FakeApiServer server = FakeApiServer.start(name -> false)) {
            Release release = install(server, values);
            assertEquals("deployed", release.getStatus());
            assertEquals(rendered(values), stored(server));
            assertEquals("deployed", test(server).getStatus());
            assertEquals(rendered(values), stored(server), "nothing is left of the tests");
            uninstall(server);
            List<String> kept = server.objects().stream()
                    .map(each -> each.path("kind").asText())
                    .distinct()
                    .toList();
            // The log is not gone with the release.
            assertEquals(values.equals("full") ? List.of("KafkaTopic", "KafkaUser") : List.of(), kept);
        }
    }

    @Test
    void anUpgradeMakesWhatIsNewAndTakesWhatIsGone() throws IOException {
        try (FakeApiServer server = FakeApiServer.start(name -> false)) {
            install(server, "minimal");
            for (String values : List.of("full", "off", "operator", "minimal")) {
                Release release = upgrade(server, values);
                assertEquals("deployed", release.getStatus());
                Map<String, JsonNode> wanted = rendered(values);
                Map<String, JsonNode> there = stored(server);
                there.keySet().removeIf(each -> each.startsWith("Kafka") && !wanted.containsKey(each));
                assertEquals(wanted.keySet(), there.keySet(), values);
                wanted.forEach((name, object) -> assertEquals(object, there.get(name), values + " " + name));
            }
        }
    }

    @Test
    void goingBackIsAnUpgradeToTheOlderValues() throws IOException {
        try (FakeApiServer server = FakeApiServer.start(name -> false)) {
            install(server, "values-small");
            Map<String, JsonNode> before = stored(server);
            upgrade(server, "values-production");
            assertFalse(before.equals(stored(server)));
            Release release = upgrade(server, "values-small");
            assertEquals("3", release.getRevision());
            assertEquals(before, stored(server));
        }
    }

    @Test
    void migrationsAreDoneBeforeAnythingElseIsThere() throws IOException {
        try (FakeApiServer server = FakeApiServer.start(name -> false)) {
            install(server, "minimal");
            List<String> changes = server.changes().stream()
                    .filter(each -> !each.contains("secrets"))
                    .toList();
            assertEquals(
                    List.of("POST networkpolicies", "POST jobs"), changes.subList(0, 2), "their policy, then they");
            int gone = changes.indexOf("DELETE jobs/rel-migomail-migrations");
            assertTrue(gone > 1 && gone < changes.indexOf("POST deployments"), changes.toString());
        }
    }

    @Test
    void nothingIsInstalledWhereMigrationsFail() throws IOException {
        try (FakeApiServer server = FakeApiServer.start(name -> name.endsWith("-migrations"))) {
            assertThrows(IllegalStateException.class, () -> install(server, "minimal"));
            assertFalse(server.changes().contains("POST deployments"), server.changes()::toString);
        }
    }

    @Test
    void aTestThatFailsIsTold() throws IOException {
        try (FakeApiServer server = FakeApiServer.start(name -> name.endsWith("-test-smtp"))) {
            install(server, "minimal");
            String message = assertThrows(IllegalStateException.class, () -> test(server))
                    .getMessage();
            assertTrue(message.contains("rel-migomail-test-smtp"), message);
        }
    }

    @Test
    void theNotesNameEndpointsAndTheNextCommands() throws IOException {
        try (FakeApiServer server = FakeApiServer.start(name -> false)) {
            String notes = install(server, "values-production").getOutput();
            for (String part : List.of(
                    "http://rel-migomail-ingress-http.mail:80",
                    "rel-migomail-ingress-smtp.mail:587",
                    "rel-migomail-ingress-inbound.mail:25",
                    "https://api.example.com",
                    "kubectl -n mail rollout status deployment/rel-migomail-ingress",
                    "helm -n mail test rel",
                    "kubectl -n mail port-forward service/rel-migomail-ingress-http 8080:80",
                    "two jobs would send mail twice")) {
                assertTrue(notes.contains(part), part + " in " + notes);
            }
        }
    }

    private static Release install(FakeApiServer server, String values) {
        return new Helm(Chart.FOLDER)
                .install()
                .withName(Chart.RELEASE)
                .withNamespace(Chart.NAMESPACE)
                .withKubeConfigContents(server.kubeConfig())
                .withValuesFile(Chart.values(values))
                .withTimeout(SECONDS)
                .call();
    }

    private static Release upgrade(FakeApiServer server, String values) {
        return new Helm(Chart.FOLDER)
                .upgrade()
                .withName(Chart.RELEASE)
                .withNamespace(Chart.NAMESPACE)
                .withKubeConfigContents(server.kubeConfig())
                .resetValues()
                .withValuesFile(Chart.values(values))
                .withTimeout(SECONDS)
                .call();
    }

    private static Release test(FakeApiServer server) {
        return Helm.test(Chart.RELEASE)
                .withNamespace(Chart.NAMESPACE)
                .withKubeConfigContents(server.kubeConfig())
                .withTimeout(SECONDS)
                .call();
    }

    private static void uninstall(FakeApiServer server) {
        Helm.uninstall(Chart.RELEASE)
                .withNamespace(Chart.NAMESPACE)
                .withKubeConfigContents(server.kubeConfig())
                .call();
    }

    /** Every object of the release by kind and name, as Helm renders it without a server. */
    private static Map<String, JsonNode> rendered(String values) {
        Map<String, JsonNode> out = new TreeMap<>();
        for (JsonNode object : Chart.parse(Chart.template(Chart.values(values)))) {
            out.put(object.path("kind").asText() + "/" + Chart.nameOf(object), plain(object));
        }
        return out;
    }

    private static Map<String, JsonNode> stored(FakeApiServer server) {
        Map<String, JsonNode> out = new TreeMap<>();
        for (JsonNode object : server.objects()) {
            out.put(object.path("kind").asText() + "/" + Chart.nameOf(object), plain(object));
        }
        return out;
    }

    /** Without what a server and Helm add. */
    private static JsonNode plain(JsonNode object) {
        ObjectNode out = object.deepCopy();
        out.remove("status");
        ObjectNode metadata = (ObjectNode) out.path("metadata");
        metadata.remove(List.of("namespace", "uid", "resourceVersion", "creationTimestamp"));
        without(metadata, "annotations", List.of("meta.helm.sh/release-name", "meta.helm.sh/release-namespace"));
        without(metadata, "labels", List.of("app.kubernetes.io/managed-by"));
        // Numbers as YAML reads them.
        return Chart.parse(out.toString()).get(0);
    }

    private static void without(ObjectNode metadata, String map, List<String> keys) {
        if (metadata.path(map) instanceof ObjectNode entries) {
            entries.remove(keys);
            if (entries.isEmpty()) {
                metadata.remove(map);
            }
        }
    }
}
