package io.migomail.mta.engine;

import io.migomail.core.EgressLimits;
import io.migomail.core.HostPort;
import io.migomail.core.Setting;
import io.migomail.core.Settings;
import io.migomail.mail.dns.AddressBlock;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which egress nodes own which source addresses, and the secret that they ask for. Immutable. */
public final class EgressNodes {
    /** Every source address is this machine's. */
    public static final EgressNodes NONE = new EgressNodes(List.of(), "");

    /** A node, and addresses that it owns. */
    record Owner(AddressBlock block, HostPort node) {}

    /** How a machine gets them: the secret does not travel. */
    @FunctionalInterface
    public interface Source extends java.io.Serializable {
        EgressNodes open();
    }

    private final List<Owner> owners;
    private final String token;

    private EgressNodes(List<Owner> owners, String token) {
        this.owners = List.copyOf(owners);
        this.token = token;
    }

    /** @throws IllegalArgumentException that names the setting, where one is wrong */
    public static EgressNodes of(Settings settings) {
        List<Owner> owners = new ArrayList<>();
        for (String text : settings.list(Setting.MIGO_EGRESS_NODES)) {
            owners.add(owner(text));
        }
        String token = settings.get(Setting.MIGO_EGRESS_TOKEN);
        int length = token.getBytes(StandardCharsets.UTF_8).length;
        if (length != 0 && (length < EgressLimits.TOKEN_LEAST || length > EgressLimits.TOKEN_MOST)) {
            throw new IllegalArgumentException(Setting.MIGO_EGRESS_TOKEN + " must be of " + EgressLimits.TOKEN_LEAST
                    + " to " + EgressLimits.TOKEN_MOST + " octets");
        }
        return new EgressNodes(owners, token);
    }

    private static Owner owner(String text) {
        try {
            int equals = text.indexOf('=');
            AddressBlock block = AddressBlock.parse(text.substring(0, Math.max(equals, 0)))
                    .orElseThrow(() -> new IllegalArgumentException("no address or CIDR block before ="));
            return new Owner(block, HostPort.parse(text.substring(equals + 1)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    Setting.MIGO_EGRESS_NODES + " must be address=host:port or block=host:port, not '" + text + "'", e);
        }
    }

    /** The node that owns a source address: the first one named; null where it is this machine's own. */
    @Nullable
    HostPort owner(InetAddress source) {
        for (Owner owner : owners) {
            if (owner.block().contains(source)) {
                return owner.node();
            }
        }
        return null;
    }

    /** Each node once. */
    List<HostPort> nodes() {
        return owners.stream().map(Owner::node).distinct().toList();
    }

    String token() {
        return token;
    }
}
