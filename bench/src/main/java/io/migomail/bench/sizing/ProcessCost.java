package io.migomail.bench.sizing;

/**
 * What one kind of process takes.
 *
 * @param cpuMillis CPU milliseconds a message
 * @param idleMillis CPU milliseconds a second of one process without mail
 * @param memoryMib of one process
 */
record ProcessCost(Cost cpuMillis, double idleMillis, double memoryMib) {
    private static final double MILLIS = 1000;

    static ProcessCost of(Coefficients table, String kind) {
        return new ProcessCost(
                table.cost(kind + ".cpu", "ms"),
                table.take(kind + ".idle", "ms/s"),
                table.take(kind + ".memory", "MiB"));
    }

    /** Cores that so many messages a second keep busy. */
    double cores(double perSecond, Body body) {
        return perSecond * cpuMillis.of(body) / MILLIS;
    }

    double idleCores() {
        return idleMillis / MILLIS;
    }
}
