package io.migomail.helm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every pod keeps to the restricted profile of Pod Security, has bounded memory, and secrets only by reference. */
class PodSecurityTest {
    private static final Set<String> VOLUMES = Set.of(
            "configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret");

    static Stream<String> matrix() {
        return Chart.MATRIX.stream();
    }

    @ParameterizedTest
    @MethodSource("matrix")
    void everyPodIsRestricted(String values) {
        List<Pods.Pod> pods = Pods.of(Chart.objects(values));
        assertTrue(pods.size() >= 5, pods.size() + " pods");
        for (Pods.Pod pod : pods) {
            JsonNode security = pod.spec().path("securityContext");
            assertTrue(security.path("runAsNonRoot").asBoolean(), pod.owner());
            assertFalse(security.path("runAsUser").asInt(1) == 0, pod.owner());
            assertEquals("RuntimeDefault", security.at("/seccompProfile/type").asText(), pod.owner());
            assertTrue(security.path("sysctls").isMissingNode(), pod.owner());
            for (String host : List.of("hostPID", "hostIPC", "shareProcessNamespace")) {
                assertFalse(pod.spec().path(host).asBoolean(), pod.owner() + " " + host);
            }
            pod.spec()
                    .path("volumes")
                    .forEach(volume -> volume.properties().stream()
                            .filter(field -> !field.getKey().equals("name"))
                            .forEach(
                                    field -> assertTrue(VOLUMES.contains(field.getKey()), pod.owner() + " " + volume)));
            pod.containers().forEach(container -> restricted(pod.owner(), container));
        }
    }

    private static void restricted(String owner, JsonNode container) {
        JsonNode security = container.path("securityContext");
        assertTrue(security.path("readOnlyRootFilesystem").asBoolean(), owner);
        assertFalse(security.path("allowPrivilegeEscalation").asBoolean(true), owner);
        assertFalse(security.path("privileged").asBoolean(), owner);
        assertEquals("[\"ALL\"]", security.at("/capabilities/drop").toString(), owner);
        assertTrue(security.at("/capabilities/add").isMissingNode(), owner);
        for (JsonNode port : container.path("ports")) {
            assertTrue(port.path("containerPort").asInt() >= 1024, owner + " " + port);
            assertTrue(port.path("hostPort").isMissingNode(), owner);
        }
    }

    /** The one exception from the profile: egress nodes may use their node's network, which has the addresses. */
    @ParameterizedTest
    @MethodSource("matrix")
    void onlyEgressNodesUseTheirNodesNetwork(String values) {
        boolean wanted = Chart.read(Chart.values(values)).at("/egress/enabled").asBoolean()
                && Chart.read(Chart.values(values)).at("/egress/hostNetwork").asBoolean(true);
        for (Pods.Pod pod : Pods.of(Chart.objects(values))) {
            boolean egress =
                    pod.owner().startsWith("StatefulSet/") && pod.owner().contains("-egress-");
            assertEquals(egress && wanted, pod.spec().path("hostNetwork").asBoolean(), pod.owner());
        }
    }

    @ParameterizedTest
    @MethodSource("matrix")
    void everyContainerHasItsResources(String values) {
        for (Pods.Pod pod : Pods.of(Chart.objects(values))) {
            for (JsonNode container : pod.containers()) {
                JsonNode resources = container.path("resources");
                assertTrue(resources.path("requests").has("cpu"), pod.owner());
                assertTrue(resources.path("requests").has("memory"), pod.owner());
                assertTrue(resources.path("limits").has("memory"), pod.owner());
            }
        }
    }

    /** Variables of Services beside us could be taken for settings: an unknown MIGO_ name ends a process. */
    @ParameterizedTest
    @MethodSource("matrix")
    void noPodGetsVariablesOfServices(String values) {
        for (Pods.Pod pod : Pods.of(Chart.objects(values))) {
            assertFalse(pod.spec().path("enableServiceLinks").asBoolean(true), pod.owner());
        }
    }

    /** Only who has leaders in ConfigMaps speaks to the Kubernetes API. */
    @ParameterizedTest
    @MethodSource("matrix")
    void onlyTheJobsHaveATokenOfTheApi(String values) {
        for (Pods.Pod pod : Pods.of(Chart.objects(values))) {
            boolean job = !pod.spec().path("serviceAccountName").asText().isEmpty();
            assertEquals(job, pod.spec().path("automountServiceAccountToken").asBoolean(true), pod.owner());
        }
    }

    @ParameterizedTest
    @MethodSource("matrix")
    void secretsAreOnlyReferences(String values) {
        for (JsonNode object : Chart.objects(values)) {
            assertFalse(object.path("kind").asText().equals("Secret"), Chart.nameOf(object));
        }
        for (Pods.Pod pod : Pods.of(Chart.objects(values))) {
            for (JsonNode container : pod.containers()) {
                for (JsonNode variable : container.path("env")) {
                    String name = variable.path("name").asText();
                    if (name.matches(".*(PASSWORD|SECRET|TOKEN|_KEY|KEY_ID)$") && !name.equals("MIGO_SMTP_KEY")) {
                        assertTrue(variable.at("/valueFrom").has("secretKeyRef"), pod.owner() + " " + name);
                    }
                }
            }
        }
    }

    /** Whoever may set user and group may not loosen the rest. */
    @Test
    void theProfileIsNotForChoice() {
        String values = "/podSecurityContext/";
        JsonNode schema = Chart.read(Chart.FOLDER.resolve("values.schema.json"));
        JsonNode keys = schema.at("/properties/ingress/properties/podSecurityContext/properties");
        assertEquals(
                Set.of("runAsUser", "runAsGroup", "fsGroup", "fsGroupChangePolicy", "supplementalGroups"),
                Set.copyOf(keys.properties().stream()
                        .map(java.util.Map.Entry::getKey)
                        .toList()),
                values);
        assertEquals(1, keys.at("/runAsUser/minimum").asInt());
    }
}
