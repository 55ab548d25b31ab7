package io.migomail.mta.engine;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** Which addresses an MX record of a stranger may point to: public unicast ones (RFC 6890). Stateless. */
final class AddressPolicy {
    private AddressPolicy() {}

    static boolean isPublic(InetAddress address) {
        return address instanceof Inet4Address ? isPublic4(address.getAddress()) : isPublic6((Inet6Address) address);
    }

    private static boolean isPublic4(byte[] octets) {
        int a = octets[0] & 0xff;
        int b = octets[1] & 0xff;
        int c = octets[2] & 0xff;
        return switch (a) {
            case 0, 10, 127 -> false;
            case 100 -> b < 64 || b > 127;
            case 169 -> b != 254;
            case 172 -> b < 16 || b > 31;
            case 192 -> !(b == 168 || (b == 0 && (c == 0 || c == 2)) || (b == 88 && c == 99));
            case 198 -> b != 18 && b != 19 && !(b == 51 && c == 100);
            case 203 -> !(b == 0 && c == 113);
            default -> a < 224;
        };
    }

    private static boolean isPublic6(Inet6Address address) {
        byte[] octets = address.getAddress();
        int first = (octets[0] & 0xff) << 8 | (octets[1] & 0xff);
        if (first == 0x2002) {
            return isPublic4(Arrays.copyOfRange(octets, 2, 6)); // 6to4 carries an IPv4 address
        }
        if (first == 0x0064 && (octets[2] & 0xff) == 0xff && (octets[3] & 0xff) == 0x9b) {
            return isPublic4(Arrays.copyOfRange(octets, 12, 16)); // NAT64
        }
        boolean documentation = first == 0x2001 && (octets[2] & 0xff) == 0x0d && (octets[3] & 0xff) == 0xb8;
        boolean teredo = first == 0x2001 && octets[2] == 0 && octets[3] == 0;
        return (octets[0] & 0xe0) == 0x20 && !documentation && !teredo;
    }

    /** The address that a literal stands for, or null where the host is a name. */
    static @org.jspecify.annotations.Nullable InetAddress literal(String host) {
        String text = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        text = text.regionMatches(true, 0, "IPv6:", 0, 5) ? text.substring(5) : text;
        byte[] octets = io.netty.util.NetUtil.createByteArrayFromIpAddressString(text);
        try {
            return octets == null ? null : InetAddress.getByAddress(octets);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four or sixteen octets", e);
        }
    }
}
