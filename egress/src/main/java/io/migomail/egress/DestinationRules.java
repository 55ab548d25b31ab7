package io.migomail.egress;

import io.migomail.mail.dns.DestinationPolicy;
import java.net.InetSocketAddress;
import java.util.Set;

/** Where a node connects to: these ports of these addresses. Immutable. */
public record DestinationRules(Set<Integer> ports, DestinationPolicy addresses) {
    boolean allows(InetSocketAddress destination) {
        return ports.contains(destination.getPort()) && addresses.allows(destination.getAddress());
    }
}
