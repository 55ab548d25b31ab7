package io.migomail.mail.dns;

import java.util.List;

/**
 * Who takes a domain's mail (RFC 5321 5.1, RFC 7505).
 *
 * @param hosts the lowest preference first, equal ones by name; at most {@code Limits.MX_HOSTS}; empty unless MX or IMPLICIT
 * @param reason for humans where there are no hosts
 * @param authenticated whether DNSSEC proved the answer
 */
public record MxAnswer(Kind kind, List<Host> hosts, String reason, boolean authenticated) {
    public MxAnswer {
        hosts = List.copyOf(hosts);
    }

    /** A mail host in lower case without a final dot. */
    public record Host(String name, int preference) {}

    /** How a domain's mail hosts are given, or why there are none. */
    public enum Kind {
        /** By MX records. */
        MX,
        /** No MX records, but the domain has an address itself: it is its own host with preference 0. */
        IMPLICIT,
        /** {@code MX 0 .}: takes no mail, finally (RFC 7505). */
        NULL_MX,
        /** NXDOMAIN, finally. */
        NO_SUCH_DOMAIN,
        /** Exists, has neither MX nor address, finally. */
        NO_HOST,
        /** Nothing is known now; ask again later. */
        TEMPORARY
    }

    /** No hosts, and why. */
    public static MxAnswer none(Kind kind, String reason) {
        return new MxAnswer(kind, List.of(), reason, false);
    }

    /** Whether there is somebody to deliver to. */
    public boolean hasHosts() {
        return !hosts.isEmpty();
    }
}
