package io.migomail.podman;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A network of podman's own: pods have addresses there, this machine has the first, and nothing leads out of it. For one
 * thread.
 */
final class Network {
    private static final int STAND_INS = 2;
    private static final int FIRST_POD = 10;

    private final String name;
    private final String prefix;
    private final Map<String, String> pods = new LinkedHashMap<>();

    /** @param subnet as podman tells it: a.b.c.0/24 */
    Network(String name, String subnet) throws IOException {
        if (!subnet.endsWith(".0/24")) {
            throw new IOException("podman made a network that is no /24: " + subnet);
        }
        this.name = name;
        prefix = subnet.substring(0, subnet.length() - "0/24".length());
    }

    /** Makes one of 254 addresses that nobody uses. */
    static Network create(String name) throws IOException, InterruptedException {
        Podman.run(List.of("network", "create", "--internal", name));
        return new Network(
                name,
                Podman.run(List.of("network", "inspect", "--format", "{{(index .Subnets 0).Subnet}}", name))
                        .strip());
    }

    String name() {
        return name;
    }

    /** The address of what an installer brings. */
    String standIns() {
        return prefix + STAND_INS;
    }

    /** The address that the pod of this name has, or will have. */
    String address(String pod) {
        return pods.computeIfAbsent(pod, each -> prefix + (FIRST_POD + pods.size()));
    }
}
