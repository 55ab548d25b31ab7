package io.migomail.egress;

import io.migomail.core.EgressLimits;
import io.migomail.core.HostPort;
import io.migomail.core.Setting;
import io.migomail.core.Settings;
import io.migomail.mail.dns.AddressBlock;
import io.migomail.mail.dns.DestinationPolicy;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Settings of a node; immutable.
 *
 * @param token the secret that clients tell; empty = none is asked for, on loopback only
 */
public record EgressConfig(
        HostPort listen, OwnedSources sources, String token, DestinationRules destinations, Bounds bounds) {
    private static final int PORTS = 65_535;

    /**
     * Bounds of what a client may take and of every wait.
     *
     * @param connections at a time
     * @param handshake until a client has said all that it wants
     * @param connect one TCP connection to a destination
     * @param idle without an octet either way
     * @param drain of open connections once the node is to end
     */
    public record Bounds(int connections, Duration handshake, Duration connect, Duration idle, Duration drain) {
        /** What holds where nothing else is set. */
        public static Bounds standard() {
            return new Bounds(
                    EgressLimits.CONNECTIONS,
                    EgressLimits.HANDSHAKE,
                    EgressLimits.CONNECT,
                    EgressLimits.IDLE,
                    EgressLimits.DRAIN);
        }

        Bounds withDrain(Duration longest) {
            return new Bounds(connections, handshake, connect, idle, longest);
        }
    }

    public EgressConfig {
        int length = token.getBytes(StandardCharsets.UTF_8).length;
        if (length != 0 && (length < EgressLimits.TOKEN_LEAST || length > EgressLimits.TOKEN_MOST)) {
            throw new IllegalArgumentException(Setting.MIGO_EGRESS_TOKEN + " must be of " + EgressLimits.TOKEN_LEAST
                    + " to " + EgressLimits.TOKEN_MOST + " octets");
        }
        if (length == 0 && !onLoopback(listen)) {
            throw new IllegalArgumentException(Setting.MIGO_EGRESS_TOKEN + " is required where "
                    + Setting.MIGO_EGRESS_LISTEN + " is not on loopback: " + listen);
        }
    }

    /** @throws IllegalArgumentException that names the setting that is wrong */
    public static EgressConfig of(Settings settings) {
        int drain = settings.number(Setting.MIGO_EGRESS_DRAIN, 1);
        if (drain > EgressLimits.DRAIN_MOST.toSeconds()) {
            throw new IllegalArgumentException(Setting.MIGO_EGRESS_DRAIN + " must be at most "
                    + EgressLimits.DRAIN_MOST.toSeconds() + ", not " + drain);
        }
        return new EgressConfig(
                settings.address(Setting.MIGO_EGRESS_LISTEN),
                sources(settings),
                settings.get(Setting.MIGO_EGRESS_TOKEN),
                new DestinationRules(ports(settings), DestinationPolicy.here(allowed(settings))),
                Bounds.standard().withDrain(Duration.ofSeconds(drain)));
    }

    private static OwnedSources sources(Settings settings) {
        try {
            return OwnedSources.of(settings.list(Setting.MIGO_EGRESS_SOURCES));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(Setting.MIGO_EGRESS_SOURCES + ": " + e.getMessage(), e);
        }
    }

    private static Set<Integer> ports(Settings settings) {
        return settings.list(Setting.MIGO_EGRESS_PORTS).stream()
                .map(EgressConfig::port)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Integer port(String text) {
        if (text.matches("[1-9][0-9]{0,4}") && Integer.parseInt(text) <= PORTS) {
            return Integer.valueOf(text);
        }
        throw new IllegalArgumentException(Setting.MIGO_EGRESS_PORTS + " must be ports, not '" + text + "'");
    }

    private static List<AddressBlock> allowed(Settings settings) {
        return settings.list(Setting.MIGO_EGRESS_ALLOW).stream()
                .map(text -> AddressBlock.parse(text)
                        .orElseThrow(() -> new IllegalArgumentException(
                                Setting.MIGO_EGRESS_ALLOW + " must be addresses or CIDR blocks, not '" + text + "'")))
                .toList();
    }

    private static boolean onLoopback(HostPort listen) {
        InetSocketAddress address = new InetSocketAddress(listen.host(), listen.port());
        return !address.isUnresolved() && address.getAddress().isLoopbackAddress();
    }
}
