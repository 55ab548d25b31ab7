package io.migomail.mta.engine;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** Which hosts are addresses already. Stateless. */
final class HostLiteral {
    private HostLiteral() {}

    /** The address that a literal stands for, or null where the host is a name. */
    static @Nullable InetAddress address(String host) {
        String text = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        text = text.regionMatches(true, 0, "IPv6:", 0, 5) ? text.substring(5) : text;
        byte[] octets = NetUtil.createByteArrayFromIpAddressString(text);
        try {
            return octets == null ? null : InetAddress.getByAddress(octets);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four or sixteen octets", e);
        }
    }
}
