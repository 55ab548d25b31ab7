package io.migomail.mta.engine;

import java.net.InetAddress;

/**
 * What connections have in common that may stand in for each other.
 *
 * @param egressIp source address; empty = the system's choice
 */
record Endpoint(InetAddress address, int port, String egressIp, String ehloName, Tls tls) {
    /** What STARTTLS is to this connection. */
    enum Tls {
        /** Not used, though it may be offered. */
        NEVER,
        /** Used where offered (RFC 7435). */
        OPPORTUNISTIC,
        /** Mail waits rather than going in clear. */
        REQUIRED
    }
}
