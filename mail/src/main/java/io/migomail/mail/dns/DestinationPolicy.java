package io.migomail.mail.dns;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which addresses a stranger's MX record may have us connect to: none that is private, and none of our own machine, but
 * those that the operator allows. Immutable.
 */
public final class DestinationPolicy {
    private final Set<InetAddress> own;
    private final List<AddressBlock> allowed;

    /** With these addresses of our own, and blocks that are allowed whatever they are. */
    public DestinationPolicy(Set<InetAddress> own, List<AddressBlock> allowed) {
        this.own = Set.copyOf(own);
        this.allowed = List.copyOf(allowed);
    }

    /** With the addresses that this machine has now. */
    public static DestinationPolicy here(List<AddressBlock> allowed) {
        try {
            return new DestinationPolicy(
                    NetworkInterface.networkInterfaces()
                            .flatMap(NetworkInterface::inetAddresses)
                            .collect(Collectors.toSet()),
                    allowed);
        } catch (SocketException e) {
            throw new IllegalStateException("cannot list the machine's addresses", e);
        }
    }

    /** Whether the address may be connected to. */
    public boolean allows(InetAddress address) {
        return allowed.stream().anyMatch(block -> block.contains(address))
                || !PrivateAddresses.contains(address) && !own.contains(address);
    }
}
