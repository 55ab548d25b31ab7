package io.migomail.podman;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.helm.Pods;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A pod as podman takes it.
 *
 * @param name of the pod
 * @param address its own, on podman's network
 * @param names what leads to it: those of the Services that select it
 * @param documents the pod, its volumes and the ConfigMaps that it mounts
 * @param container the one that runs as long as the pod does, as the chart has it, with ports and probes
 */
record PodmanPod(String name, String address, List<String> names, List<JsonNode> documents, JsonNode container) {
    /** A stream of documents for {@code podman kube play}; JSON is YAML. */
    String yaml() {
        return documents.stream().map(JsonNode::toString).collect(Collectors.joining("\n---\n", "", "\n"));
    }

    /** The value of {@code --network}. */
    String network(String network) {
        return network + ":ip=" + address
                + names.stream().map(each -> ",alias=" + each).collect(Collectors.joining());
    }

    /** What podman calls the container. */
    String containerName() {
        return name + "-" + container.path("name").asText();
    }

    /** The number of a port of the container: a probe and a Service name it. */
    int port(JsonNode port) {
        return port(container, port);
    }

    static int port(JsonNode container, JsonNode port) {
        if (port.isInt()) {
            return port.asInt();
        }
        return Pods.stream(container.path("ports"))
                .filter(each -> each.path("name").equals(port))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "container " + container.path("name").asText() + " has no port " + port))
                .path("containerPort")
                .asInt();
    }
}
