package io.migomail.mail.socks;

import java.net.InetAddress;

/** Numbers of SOCKS 5 (RFC 1928) and of its password sub-negotiation (RFC 1929), and the form of its messages. */
public final class Socks {
    public static final int VERSION = 5;

    /** Version of the sub-negotiation. */
    public static final int PASSWORD_VERSION = 1;

    public static final int NO_AUTHENTICATION = 0;
    public static final int PASSWORD = 2;
    public static final int NONE_ACCEPTABLE = 0xff;

    public static final int CONNECT = 1;
    public static final int BIND = 2;

    public static final int IPV4 = 1;
    public static final int IPV6 = 4;

    /** The user name that goes with every token. */
    public static final String USER = "migomail";

    private static final int HEAD = 4;
    private static final int PORT = 2;

    private Socks() {}

    /** A request or a reply: version, command or reply code, reserved octet, address and port. */
    public static byte[] message(int code, InetAddress address, int port) {
        byte[] octets = address.getAddress();
        byte[] out = new byte[HEAD + octets.length + PORT];
        out[0] = VERSION;
        out[1] = (byte) code;
        out[3] = (byte) (octets.length == 4 ? IPV4 : IPV6);
        System.arraycopy(octets, 0, out, HEAD, octets.length);
        out[HEAD + octets.length] = (byte) (port >> 8);
        out[HEAD + octets.length + 1] = (byte) port;
        return out;
    }

    /** Octets of such a message by the type of its address; 0 where the type is no IP address. */
    public static int length(int addressType) {
        return switch (addressType) {
            case IPV4 -> HEAD + 4 + PORT;
            case IPV6 -> HEAD + 16 + PORT;
            default -> 0;
        };
    }
}
