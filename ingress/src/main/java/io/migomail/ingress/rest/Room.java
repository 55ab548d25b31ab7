package io.migomail.ingress.rest;

import io.migomail.core.Limits;

/**
 * What the REST server of one node has room for.
 *
 * @param rate requests a second and key before 429
 * @param octets of bodies at a time before 503
 * @param connections at a time; more wait to be taken
 */
record Room(int rate, long octets, int connections) {
    private static final int RATE = 20_000;

    /** By {@link Limits}. */
    static Room usual() {
        return new Room(RATE, Limits.bufferedBytes(), Limits.INGRESS_CONNECTIONS);
    }
}
