package io.migomail.standalone.cluster;

import io.migomail.core.Setting;
import io.migomail.core.Settings;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The egress nodes of a cluster: the source addresses of the first account's pool are theirs, in turn. Where the user named
 * none each node has one of loopback, all of which this machine can bind.
 */
final class ClusterEgress {
    private static final String LOOPBACK_SOURCE = "127.0.9.";
    private static final int TOKEN_OCTETS = 24;

    private ClusterEgress() {}

    /** The settings with what nodes and TaskManagers have in common; as they are where there is no node. */
    static Settings complete(Settings settings, Census census) {
        List<String> nodes = census.names(Kind.EGRESS);
        if (nodes.isEmpty()) {
            return settings;
        }
        List<String> sources = settings.list(Setting.MIGO_EGRESS_IPS);
        if (sources.isEmpty()) {
            sources = new ArrayList<>();
            for (int i = 1; i <= nodes.size(); i++) {
                sources.add(LOOPBACK_SOURCE + i);
            }
        }
        List<String> owners = new ArrayList<>();
        for (int i = 0; i < sources.size(); i++) {
            String node = nodes.get(i % nodes.size());
            owners.add(sources.get(i) + "=127.0.0.1:" + census.port(node, "socks"));
        }
        return settings.with(Setting.MIGO_EGRESS_IPS, String.join(",", sources))
                .with(Setting.MIGO_EGRESS_NODES, String.join(",", owners))
                .with(Setting.MIGO_EGRESS_TOKEN, token())
                .with(Setting.MIGO_EGRESS_PORTS, ports(settings))
                .with(Setting.MIGO_EGRESS_ALLOW, "127.0.0.0/8,::1");
    }

    private static String token() {
        byte[] octets = new byte[TOKEN_OCTETS];
        new SecureRandom().nextBytes(octets);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }

    /** Every port at which mail of these settings may end. */
    private static String ports(Settings settings) {
        TreeSet<String> ports = new TreeSet<>();
        ports.add(settings.get(Setting.MIGO_SMTP_OUT_PORT));
        if (settings.has(Setting.MIGO_CAPTURE_MX)) {
            ports.add(Integer.toString(settings.address(Setting.MIGO_CAPTURE_MX).port()));
        }
        for (String route : settings.list(Setting.MIGO_ROUTES)) {
            ports.add(route.substring(route.lastIndexOf(':') + 1));
        }
        return String.join(",", ports);
    }

    /** What a node owns of them. */
    static String sources(Settings settings, Census census, String node) {
        String mine = "=127.0.0.1:" + census.port(node, "socks");
        return settings.list(Setting.MIGO_EGRESS_NODES).stream()
                .filter(owner -> owner.endsWith(mine))
                .map(owner -> owner.substring(0, owner.indexOf('=')))
                .collect(Collectors.joining(","));
    }
}
