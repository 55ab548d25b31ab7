package io.migomail.egress;

import io.migomail.core.EgressLimits;
import io.migomail.mail.dns.AddressBlock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The addresses that a node owns. Immutable. */
public final class OwnedSources {
    private final Set<InetAddress> all;

    private OwnedSources(Set<InetAddress> all) {
        this.all = all;
    }

    /**
     * From addresses and CIDR blocks as text.
     *
     * @throws IllegalArgumentException where one is neither, or all together are more than a node may own, or none
     */
    public static OwnedSources of(List<String> texts) {
        Set<InetAddress> all = new LinkedHashSet<>();
        for (String text : texts) {
            AddressBlock block = AddressBlock.parse(text)
                    .orElseThrow(() -> new IllegalArgumentException("not an address or CIDR block: '" + text + "'"));
            all.addAll(block.addresses(EgressLimits.SOURCES).orElseThrow(() -> tooMany()));
        }
        if (all.isEmpty()) {
            throw new IllegalArgumentException("an egress node owns at least one source address");
        }
        if (all.size() > EgressLimits.SOURCES) {
            throw tooMany();
        }
        return new OwnedSources(all);
    }

    private static IllegalArgumentException tooMany() {
        return new IllegalArgumentException(
                "an egress node owns at most " + EgressLimits.SOURCES + " source addresses");
    }

    boolean owns(InetAddress address) {
        return all.contains(address);
    }

    /** In the order of the setting. */
    public Set<InetAddress> all() {
        return Set.copyOf(all);
    }

    /** Those that this machine does not let us bind now; found by UDP, of which no port is wanting. */
    List<InetAddress> unbindable() {
        List<InetAddress> out = new ArrayList<>();
        for (InetAddress address : all) {
            boolean four = address.getAddress().length == 4;
            try (DatagramChannel probe =
                    DatagramChannel.open(four ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6)) {
                probe.bind(new InetSocketAddress(address, 0));
            } catch (IOException e) {
                out.add(address); // which is the answer
            }
        }
        return out;
    }
}
