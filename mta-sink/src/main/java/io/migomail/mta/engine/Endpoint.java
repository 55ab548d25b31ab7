package io.migomail.mta.engine;

import java.net.InetAddress;

/**
 * What connections have in common that may stand in for each other.
 *
 * @param egressIp source address; empty = the system's choice
 * @param tls whether STARTTLS is used where offered
 */
record Endpoint(InetAddress address, int port, String egressIp, String ehloName, boolean tls) {}
