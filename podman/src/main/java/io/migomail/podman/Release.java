package io.migomail.podman;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * The release as podman runs it.
 *
 * @param pods all of them, in the order in which the chart has them
 * @param secrets entries of each Secret
 */
record Release(List<PodmanPod> pods, Map<String, Map<String, String>> secrets) {
    private static final String TEST = Installer.RELEASE + "-test-";
    private static final String MIGRATIONS = Installer.RELEASE + "-migrations";

    /** Renders the chart and makes its Secrets; the certificate is for the address that the ingress will have. */
    static Release render(Installer installer, Network network, String password, RandomGenerator random)
            throws IOException {
        List<JsonNode> objects = installer.objects();
        var secrets = installer.secrets(random, password, network.address(Installer.RELEASE + "-ingress"));
        Translation translation = new Translation(objects, secrets, Installer.NAMESPACE, Installer.CLUSTER_DOMAIN);
        return new Release(translation.pods(network::address), secrets);
    }

    /** The pod of this name behind the release's. */
    PodmanPod pod(String name) {
        return pods.stream()
                .filter(each -> each.name().equals(Installer.RELEASE + "-" + name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the chart has no pod " + name));
    }

    /** Those that run as long as the release is there. */
    List<PodmanPod> running() {
        return pods.stream()
                .filter(each -> !each.name().startsWith(TEST) && !each.name().equals(MIGRATIONS))
                .toList();
    }

    /** Those of {@code helm test}. */
    List<PodmanPod> tests() {
        return pods.stream().filter(each -> each.name().startsWith(TEST)).toList();
    }

    /** The first sandbox key of the operator's account. */
    String sandboxKey() {
        return Variables.entry(secrets, Installer.RELEASE + "-bootstrap", "sandbox-key");
    }
}
