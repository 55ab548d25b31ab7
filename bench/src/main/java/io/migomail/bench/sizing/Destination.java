package io.migomail.bench.sizing;

/**
 * A destination group, and what it takes of one pool.
 *
 * @param share part of all mail that goes there
 * @param connections at one time
 * @param reserved how many of them only critical mail may use
 * @param perSecond messages; 0 = no limit
 */
record Destination(String group, double share, int connections, int reserved, double perSecond) {
    private static final double MILLIS = 1000;

    /** Messages a second that a pool can bring there, where each takes so long on its connection. */
    double capacity(double attemptMillis) {
        double byConnections = connections * MILLIS / attemptMillis;
        return perSecond > 0 ? Math.min(perSecond, byConnections) : byConnections;
    }
}
