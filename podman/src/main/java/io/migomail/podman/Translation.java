package io.migomail.podman;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.migomail.helm.Pods;
import io.migomail.helm.Rendering;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * What podman is given of the rendered objects: each pod that they lead to, as a Pod. docs/adr/0063 lists what changes and
 * why; nothing else does. Pure: reads no file, starts nothing.
 */
final class Translation {
    /** Leaders and pointers to checkpoints are ConfigMaps of the Kubernetes API, which podman does not have. */
    private static final String HIGH_AVAILABILITY = "high-availability.type: \"kubernetes\"";

    private static final String NO_HIGH_AVAILABILITY = "high-availability.type: \"NONE\"";

    /** Without leaders TaskManagers must know the JobManager by what it calls itself, its address. */
    private static final String JOB_MANAGER = "JOB_MANAGER_RPC_ADDRESS";

    private final List<JsonNode> objects;
    private final Map<String, Map<String, String>> secrets;
    private final List<String> suffixes;
    private final Map<String, JsonNode> maps = new TreeMap<>();
    private final Map<String, Map<String, String>> entries = new HashMap<>();

    /**
     * @param objects those of the release, hooks among them
     * @param secrets entries of each Secret that the installer makes
     * @param namespace of the release
     * @param clusterDomain of the names of Services
     */
    Translation(
            List<JsonNode> objects, Map<String, Map<String, String>> secrets, String namespace, String clusterDomain) {
        this.objects = objects;
        this.secrets = secrets;
        suffixes = List.of("", "." + namespace, "." + namespace + ".svc", "." + namespace + ".svc." + clusterDomain);
        for (JsonNode object : objects) {
            if (object.path("kind").asText().equals("ConfigMap")) {
                JsonNode map = configMap(object);
                maps.put(Rendering.nameOf(object), map);
                Map<String, String> data = new TreeMap<>();
                map.path("data")
                        .properties()
                        .forEach(each -> data.put(each.getKey(), each.getValue().asText()));
                entries.put(Rendering.nameOf(object), data);
            }
        }
    }

    /**
     * The pods, in the order of the objects: one for each that a Deployment or StatefulSet has replicas, one for a Job.
     *
     * @param addresses the address of the pod of a name
     * @throws IllegalStateException where something is asked for that podman cannot do and that is not replaced here
     */
    List<PodmanPod> pods(UnaryOperator<String> addresses) {
        List<PodmanPod> out = new ArrayList<>();
        Set<String> claimed = new HashSet<>();
        for (Pods.Pod pod : Pods.of(objects)) {
            String name = pod.owner().substring(pod.owner().indexOf('/') + 1);
            int replicas = replicas(pod.owner());
            for (int i = 0; i < replicas; i++) {
                String each = replicas == 1 ? name : name + "-" + i;
                out.add(pod(pod, each, addresses, claimed));
            }
        }
        return out;
    }

    private int replicas(String owner) {
        return objects.stream()
                .filter(each -> owner.equals(each.path("kind").asText() + "/" + Rendering.nameOf(each)))
                .findFirst()
                .orElseThrow()
                .at("/spec/replicas")
                .asInt(1);
    }

    private PodmanPod pod(Pods.Pod pod, String name, UnaryOperator<String> addresses, Set<String> claimed) {
        String address = addresses.apply(name);
        ObjectNode spec = pod.spec().deepCopy();
        Volumes volumes = new Volumes(secrets, claimed, name, pod.spec().path("securityContext"));
        spec.set("volumes", volumes.of(pod.spec().path("volumes")));
        Variables variables = new Variables(entries, secrets, address);
        for (String list : List.of("initContainers", "containers")) {
            for (JsonNode container : spec.path(list)) {
                translate((ObjectNode) container, variables, addresses);
            }
        }
        ObjectNode played =
                JsonNodeFactory.instance.objectNode().put("apiVersion", "v1").put("kind", "Pod");
        ObjectNode metadata = played.putObject("metadata").put("name", name);
        metadata.set("labels", pod.metadata().path("labels"));
        played.set("spec", spec);
        List<JsonNode> documents = new ArrayList<>(volumes.documents());
        volumes.maps().forEach(each -> documents.add(mounted(each)));
        documents.add(played);
        JsonNode container = pod.spec().at("/containers/0");
        return new PodmanPod(name, address, names(pod, container), documents, container);
    }

    private JsonNode mounted(String name) {
        JsonNode found = maps.get(name);
        if (found == null) {
            throw new IllegalStateException("there is no ConfigMap " + name);
        }
        return found;
    }

    private static void translate(ObjectNode container, Variables variables, UnaryOperator<String> addresses) {
        Map<String, String> environment = variables.of(container);
        environment.computeIfPresent(
                JOB_MANAGER, (name, value) -> value.equals(variables.address()) ? value : addresses.apply(value));
        container.remove(List.of("envFrom", "env", "ports", "startupProbe", "livenessProbe", "readinessProbe"));
        var env = container.putArray("env");
        environment.forEach((name, value) -> env.addObject().put("name", name).put("value", value));
        for (String list : List.of("command", "args")) {
            if (container.has(list)) {
                var words = JsonNodeFactory.instance.arrayNode();
                container.path(list).forEach(word -> words.add(Variables.expand(word.asText(), environment)));
                container.set(list, words);
            }
        }
    }

    /** Names of the Services that select the pod. A name leads to the pod itself, so a Service cannot change ports. */
    private List<String> names(Pods.Pod pod, JsonNode container) {
        Set<String> out = new LinkedHashSet<>();
        for (JsonNode service : objects) {
            if (service.path("kind").asText().equals("Service")
                    && selects(service.at("/spec/selector"), pod.metadata().path("labels"))) {
                for (JsonNode port : service.at("/spec/ports")) {
                    int target = PodmanPod.port(
                            container, port.has("targetPort") ? port.path("targetPort") : port.path("port"));
                    if (target != port.path("port").asInt()) {
                        throw new IllegalStateException(
                                "Service " + Rendering.nameOf(service) + " leads port " + port.path("port") + " to "
                                        + target + ", which podman cannot: set its port to " + target);
                    }
                }
                suffixes.forEach(each -> out.add(Rendering.nameOf(service) + each));
            }
        }
        return List.copyOf(out);
    }

    private static boolean selects(JsonNode selector, JsonNode labels) {
        return !selector.isEmpty()
                && selector.properties().stream()
                        .allMatch(each -> each.getValue().equals(labels.path(each.getKey())));
    }

    private static JsonNode configMap(JsonNode object) {
        ObjectNode out = object.deepCopy();
        String flink = object.at("/data/config.yaml").asText();
        if (!flink.isEmpty()) {
            if (!flink.contains(HIGH_AVAILABILITY)) {
                throw new IllegalStateException(
                        "Flink's configuration in " + Rendering.nameOf(object) + " has no " + HIGH_AVAILABILITY);
            }
            out.withObject("/data").put("config.yaml", flink.replace(HIGH_AVAILABILITY, NO_HIGH_AVAILABILITY));
        }
        return out;
    }
}
