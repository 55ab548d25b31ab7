package io.migomail.mail.dns;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Addresses that no mail and no webhook may be sent to: everything that is not unicast on the Internet (IANA's special
 * purpose registries), also where it hides within a mapped, compatible, NAT64 or 6to4 address. Check the address that is
 * actually connected to. Stateless.
 */
public final class PrivateAddresses {
    private static final List<AddressBlock> FOUR = blocks(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4");

    /** Only 2000::/3 is handed out; within it these are not for hosts. 2001::/23 covers Teredo and ORCHID. */
    private static final List<AddressBlock> SIX = blocks("2001::/23", "2001:db8::/32", "3fff::/20");

    private static final AddressBlock GLOBAL = block("2000::/3");
    private static final AddressBlock SIX_TO_FOUR = block("2002::/16");
    private static final AddressBlock NAT64 = block("64:ff9b::/96");
    private static final AddressBlock MAPPED = block("::ffff:0:0/96");
    private static final AddressBlock COMPATIBLE = block("::/96");

    private PrivateAddresses() {}

    /** Whether the address is loopback, private, link-local, shared, reserved, multicast or unspecified. */
    public static boolean contains(InetAddress address) {
        return contains(address.getAddress());
    }

    private static boolean contains(byte[] bytes) {
        if (bytes.length == 4) {
            return FOUR.stream().anyMatch(block -> block.contains(bytes));
        }
        if (NAT64.contains(bytes) || MAPPED.contains(bytes) || COMPATIBLE.contains(bytes)) {
            return contains(Arrays.copyOfRange(bytes, 12, 16));
        }
        if (SIX_TO_FOUR.contains(bytes)) {
            return contains(Arrays.copyOfRange(bytes, 2, 6));
        }
        return !GLOBAL.contains(bytes) || SIX.stream().anyMatch(block -> block.contains(bytes));
    }

    private static List<AddressBlock> blocks(String... texts) {
        return Arrays.stream(texts).map(PrivateAddresses::block).toList();
    }

    private static AddressBlock block(String text) {
        return AddressBlock.parse(text).orElseThrow(() -> new IllegalArgumentException("not a block: " + text));
    }

    /** For callers that hold text: a literal address that is private; names are not looked up. */
    public static boolean containsLiteral(String literal) throws UnknownHostException {
        InetAddress address = AddressLiteral.parse(literal)
                .orElseThrow(() -> new UnknownHostException("not a literal address: " + literal));
        return contains(address);
    }
}
