package io.migomail.mail.socks;

import java.util.Locale;

/** What a node answers to BIND and CONNECT (RFC 1928, 6). */
public enum SocksReply {
    SUCCEEDED(0),
    /** The node itself cannot: to BIND, it owns the address and cannot bind it. */
    FAILED(1),
    /** To BIND, the node does not own the address; to CONNECT, its rules forbid the destination. */
    NOT_ALLOWED(2),
    NETWORK_UNREACHABLE(3),
    HOST_UNREACHABLE(4),
    REFUSED(5),
    /** The destination did not answer in the node's time; the RFC's word is TTL expired. */
    TIMED_OUT(6),
    COMMAND_UNKNOWN(7),
    ADDRESS_UNKNOWN(8);

    private final int code;

    SocksReply(int code) {
        this.code = code;
    }

    /** The octet on the wire. */
    public int code() {
        return code;
    }

    /** The reply of an octet; one that the RFC does not know is a failure of the node. */
    public static SocksReply of(int code) {
        for (SocksReply one : values()) {
            if (one.code == code) {
                return one;
            }
        }
        return FAILED;
    }

    /** For humans. */
    public String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
