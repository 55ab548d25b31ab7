package io.migomail.podman;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.migomail.helm.Pods;
import io.migomail.helm.Rendering;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What podman is given of the rendered chart: what it cannot do is replaced, and nothing else changes. */
class TranslationTest {
    @TempDir
    static Path folder;

    private static List<JsonNode> objects;
    private static Release release;

    @BeforeAll
    static void render() throws IOException {
        Installer installer = new Installer(Path.of("..").toAbsolutePath().normalize(), folder);
        objects = installer.objects();
        release = Release.render(installer, new Network("net", "10.1.2.0/24"), "a password", new Random(1));
    }

    @Test
    void everyPodOfTheChartIsThere() {
        assertEquals(
                Stream.of(
                                "accounting-jobmanager",
                                "accounting-taskmanager",
                                "delivery-jobmanager",
                                "delivery-taskmanager",
                                "ingress",
                                "migrations",
                                "sandbox",
                                "test-accounting",
                                "test-delivery",
                                "test-rest",
                                "test-smtp")
                        .map("migomail-"::concat)
                        .toList(),
                release.pods().stream().map(PodmanPod::name).sorted().toList());
        assertEquals(6, release.running().size());
        assertEquals(4, release.tests().size());
    }

    @Test
    void theNamesOfAServiceLeadToThePodThatItSelects() {
        assertTrue(release.pod("sandbox").names().contains("migomail-sandbox.mail.svc.cluster.local"));
        assertTrue(release.pod("ingress")
                .names()
                .containsAll(List.of("migomail-ingress-http", "migomail-ingress-smtp.mail.svc")));
        assertTrue(release.pod("delivery-jobmanager").network("net").startsWith("net:ip=10.1.2."));
        assertTrue(release.pod("delivery-jobmanager").network("net").contains(",alias=migomail-delivery-jobmanager,"));
        assertEquals(List.of(), release.pod("delivery-taskmanager").names());
    }

    @Test
    void podsHaveAddressesOfTheirOwn() {
        assertEquals(
                release.pods().size(),
                release.pods().stream().map(PodmanPod::address).distinct().count());
    }

    @Test
    void theContainersOwnVariablesWinOverThoseOfTheSettings() {
        JsonNode settings = objects.stream()
                .filter(each -> Rendering.nameOf(each).equals("migomail-settings"))
                .findFirst()
                .orElseThrow();
        assertEquals(
                "migomail-sandbox.mail.svc.cluster.local:2526",
                settings.at("/data/MIGO_CAPTURE_MX").asText());
        assertEquals("0.0.0.0:2526", variable(release.pod("sandbox"), "MIGO_CAPTURE_MX"));
        assertEquals("kafka:9092", variable(release.pod("sandbox"), "MIGO_KAFKA"));
    }

    @Test
    void secretsAndThePodsAddressAreInVariablesAndArguments() {
        PodmanPod pod = release.pod("delivery-jobmanager");
        assertEquals("a password", variable(pod, "MIGO_CLICKHOUSE_PASSWORD"));
        assertEquals(pod.address(), variable(pod, "POD_IP"));
        assertEquals(pod.address(), variable(pod, "JOB_MANAGER_RPC_ADDRESS"));
        assertTrue(words(pod, "args").contains("-Djobmanager.rpc.address=" + pod.address()));
        assertEquals(release.sandboxKey(), variable(release.pod("test-rest"), "MIGO_API_KEY"));
    }

    @Test
    void anEmptyFolderIsAVolumeOfItsPodAloneThatItsUserOwns() {
        List<String> claims = new ArrayList<>();
        for (PodmanPod pod : release.pods()) {
            for (JsonNode document : pod.documents()) {
                if (document.path("kind").asText().equals("PersistentVolumeClaim")) {
                    claims.add(Rendering.nameOf(document));
                    String user = pod(pod).at("/spec/securityContext/runAsUser").asText();
                    assertEquals(
                            user,
                            document.at("/metadata/annotations/volume.podman.io~1uid")
                                    .asText());
                }
            }
        }
        assertEquals(claims.stream().distinct().toList(), claims, "podman refuses to make one twice");
        assertTrue(
                claims.containsAll(List.of("migomail-ingress-tmp", "migomail-sandbox-tmp", "migomail-storage")),
                claims.toString());
    }

    @Test
    void theCertificateIsAConfigMapOfThePod() {
        JsonNode map = release.pod("ingress").documents().stream()
                .filter(each -> Rendering.nameOf(each).equals("migomail-ingress-migomail-tls"))
                .findFirst()
                .orElseThrow();
        assertEquals("ConfigMap", map.path("kind").asText());
        assertTrue(map.at("/data/tls.crt").asText().startsWith("-----BEGIN CERTIFICATE"));
    }

    @Test
    void flinkKeepsItsConfigurationButForHighAvailability() {
        String rendered = flink(objects);
        String played = flink(release.pod("delivery-jobmanager").documents());
        assertTrue(rendered.contains("high-availability.type: \"kubernetes\""));
        assertEquals(rendered.replace("\"kubernetes\"", "\"NONE\""), played);
    }

    @Test
    void taskManagersKnowTheJobManagerByItsAddress() {
        assertEquals(
                release.pod("delivery-jobmanager").address(),
                variable(release.pod("delivery-taskmanager"), "JOB_MANAGER_RPC_ADDRESS"));
    }

    @Test
    void imageCommandResourcesAndSecurityStayAsTheyAre() {
        for (Pods.Pod pod : Pods.of(objects)) {
            String name = pod.owner().substring(pod.owner().indexOf('/') + "/migomail-".length());
            JsonNode played = pod(release.pod(name)).path("spec");
            assertEquals(pod.spec().path("securityContext"), played.path("securityContext"));
            List<JsonNode> before = pod.containers();
            List<JsonNode> after = new Pods.Pod("", played, played).containers();
            assertEquals(before.size(), after.size());
            for (int i = 0; i < before.size(); i++) {
                assertEquals(unchanged(before.get(i)), unchanged(after.get(i)), name);
            }
        }
    }

    @Test
    void nothingIsLeftThatPodmanCannotDo() {
        for (PodmanPod pod : release.pods()) {
            String yaml = pod.yaml();
            for (String word :
                    List.of("\"emptyDir\"", "valueFrom", "envFrom", "containerPort", "Probe\"", "\"secret\"", "$(")) {
                assertFalse(yaml.contains(word), word + " in " + yaml);
            }
            assertEquals(pod.documents().size(), Rendering.parse(yaml).size());
        }
    }

    @Test
    void aServiceThatChangesPortsIsRefused() {
        List<JsonNode> changed = objects.stream()
                .map(each -> each.path("kind").asText().equals("Service")
                                && Rendering.nameOf(each).equals("migomail-ingress-http")
                        ? withPort(each, 80)
                        : each)
                .toList();
        Translation translation = new Translation(changed, release.secrets(), "mail", "cluster.local");
        String said = assertThrows(IllegalStateException.class, () -> translation.pods(name -> "10.1.2.3"))
                .getMessage();
        assertEquals(
                "Service migomail-ingress-http leads port 80 to 8080, which podman cannot: set its port to 8080", said);
    }

    @Test
    void aSecretThatNobodyMakesIsNamed() {
        Translation translation = new Translation(objects, Map.of(), "mail", "cluster.local");
        String said = assertThrows(IllegalStateException.class, () -> translation.pods(name -> "10.1.2.3"))
                .getMessage();
        assertTrue(said.startsWith("there is no Secret migomail-"), said);
    }

    @Test
    void aReferenceToAVariableThatIsNotThereStays() {
        assertEquals("a 1 $(B)", Variables.expand("a $(A) $(B)", Map.of("A", "1")));
    }

    @Test
    void theClassPathNeedsTwoFolders() throws IOException {
        Path home = Path.of("/p/migomail");
        assertEquals(
                List.of(home, Path.of("/r/m2")),
                StandIns.folders(home, "/p/migomail/core/target/core.jar:/r/m2/a/b/c.jar:/r/m2/d/e.jar"));
        assertThrows(IOException.class, () -> StandIns.folders(home, "/r/a/b.jar:/s/c.jar"));
    }

    private static JsonNode withPort(JsonNode service, int port) {
        ObjectNode out = service.deepCopy();
        ((ObjectNode) out.at("/spec/ports/0")).put("port", port);
        return out;
    }

    private static JsonNode unchanged(JsonNode container) {
        ObjectNode out = container.deepCopy();
        out.remove(List.of("env", "envFrom", "ports", "args", "startupProbe", "livenessProbe", "readinessProbe"));
        return out;
    }

    private static String flink(List<JsonNode> among) {
        return among.stream()
                .filter(each -> Rendering.nameOf(each).equals("migomail-delivery-flink"))
                .findFirst()
                .orElseThrow()
                .at("/data/config.yaml")
                .asText();
    }

    private static JsonNode pod(PodmanPod pod) {
        return pod.documents().get(pod.documents().size() - 1);
    }

    private static List<String> words(PodmanPod pod, String list) {
        List<String> out = new ArrayList<>();
        pod(pod).at("/spec/containers/0/" + list).forEach(each -> out.add(each.asText()));
        return out;
    }

    private static String variable(PodmanPod pod, String name) {
        return Pods.stream(pod(pod).at("/spec/containers/0/env"))
                .filter(each -> each.path("name").asText().equals(name))
                .map(each -> each.path("value").asText())
                .findFirst()
                .orElseThrow();
    }
}
