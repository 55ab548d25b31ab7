package io.migomail.e2e.chart;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.helm.Chart;
import io.migomail.helm.Pods;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a namespace of a cluster gives to the pods of a rendered chart, on this machine: an address of its own to each,
 * names of Services that lead to them, ConfigMaps, Secrets and claims as folders.
 */
final class Namespace {
    private static final int FIRST_HOST = 2;

    private final List<JsonNode> objects;
    private final Map<String, Map<String, String>> secrets;
    private final Path folder;
    private final String network;
    private final List<LocalPod> pods = new ArrayList<>();

    /**
     * @param secrets by name and key, as the installer made them
     * @param network of 127.0.0.0/8, with its last point: each pod has an address there
     */
    Namespace(List<JsonNode> objects, Map<String, Map<String, String>> secrets, Path folder, String network)
            throws IOException {
        this.objects = objects;
        this.secrets = secrets;
        this.folder = folder;
        this.network = network;
        for (Pods.Pod pod : Pods.of(objects)) {
            String name = pod.owner().substring(pod.owner().indexOf('/') + 1);
            pods.add(new LocalPod(this, name, pod, network + (pods.size() + FIRST_HOST)));
        }
        Files.writeString(hosts(), names());
    }

    Path folder() {
        return folder;
    }

    /** The first address of the network, for what is beside the chart. */
    String outside() {
        return network + 1;
    }

    LocalPod pod(String name) {
        return pods.stream()
                .filter(pod -> pod.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no pod " + name));
    }

    /** Names of Services with the address of a pod behind each: a file for {@code -Djdk.net.hosts.file}. */
    Path hosts() {
        return folder.resolve("hosts");
    }

    /** Entries of a ConfigMap. */
    Map<String, String> map(String name) {
        JsonNode found = objects.stream()
                .filter(o -> o.path("kind").asText().equals("ConfigMap")
                        && Chart.nameOf(o).equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no ConfigMap " + name));
        Map<String, String> out = new TreeMap<>();
        found.path("data")
                .properties()
                .forEach(each -> out.put(each.getKey(), each.getValue().asText()));
        return out;
    }

    /** Entries of a Secret; an AssertionError where the installer would not have been told to make it. */
    Map<String, String> secret(String name) {
        Map<String, String> found = secrets.get(name);
        if (found == null) {
            throw new AssertionError("no Secret " + name);
        }
        return found;
    }

    private String names() throws IOException {
        StringBuilder out = new StringBuilder("127.0.0.1 localhost\n");
        out.append("127.0.0.1 ")
                .append(InetAddress.getLocalHost().getHostName())
                .append('\n');
        for (JsonNode service : objects) {
            if (service.path("kind").asText().equals("Service")) {
                pods.stream()
                        .filter(pod -> pod.matches(service.at("/spec/selector")))
                        .findFirst()
                        .ifPresent(pod -> out.append(pod.address())
                                .append(' ')
                                .append(Chart.nameOf(service))
                                .append('\n'));
            }
        }
        return out.toString();
    }
}
