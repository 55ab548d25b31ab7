package io.migomail.mta.shaping;

/**
 * How hard one pace key may drive its destination.
 *
 * @param maxConnections connections, and so attempts in flight, at one time
 * @param reservedForCritical how many of them only {@code critical} may use, so that slow transactions of other classes
 *     never hold it up
 * @param messagesPerSecond attempts begun in a second on average; 0 = no limit
 * @param burst attempts that may begin at once after a pause
 * @param messagesPerConnection transactions before a connection is closed
 * @param keptWarm idle connections per host and egress address that are kept open and encrypted for the next message
 * @param tlsRequired whether mail waits rather than going in clear text
 */
public record Shaping(
        int maxConnections,
        int reservedForCritical,
        double messagesPerSecond,
        int burst,
        int messagesPerConnection,
        int keptWarm,
        boolean tlsRequired) {
    public Shaping {
        if (maxConnections < 1 || reservedForCritical < 0 || reservedForCritical >= maxConnections) {
            throw new IllegalArgumentException(
                    maxConnections + " connections, " + reservedForCritical + " of them reserved");
        }
        if (!(messagesPerSecond >= 0) || Double.isInfinite(messagesPerSecond) || burst < 1) {
            throw new IllegalArgumentException(messagesPerSecond + " messages/s with a burst of " + burst);
        }
        if (messagesPerConnection < 1 || keptWarm < 0) {
            throw new IllegalArgumentException(
                    messagesPerConnection + " messages on a connection, " + keptWarm + " kept warm");
        }
    }
}
