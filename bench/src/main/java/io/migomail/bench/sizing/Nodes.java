package io.migomail.bench.sizing;

/**
 * Processes of one kind.
 *
 * @param count that carry the load
 * @param spare that take over where one is lost
 * @param cores of each
 * @param busy cores that the load keeps busy in all of them together, with what they take without mail
 */
record Nodes(int count, int spare, int cores, double busy, double memoryMib) {
    /** As few as keep to the utilisation, and at least so many; none to spare. */
    static Nodes of(ProcessCost cost, double load, double utilisation, int cores, int least) {
        double usable = cores * utilisation - cost.idleCores();
        if (usable <= 0) {
            throw new IllegalArgumentException(cores + " cores are not enough for a process that does nothing");
        }
        int count = Math.max(least, needed(load, usable));
        return new Nodes(count, 0, cores, load + count * cost.idleCores(), cost.memoryMib());
    }

    /** How many of this size hold the load; what rounding adds to it is no further one. */
    static int needed(double load, double size) {
        return (int) Math.ceil(load / size - 1e-9);
    }

    /** The same with so many that do nothing until one is lost. */
    Nodes with(int spare) {
        return new Nodes(count, spare, cores, busy, memoryMib);
    }

    int all() {
        return count + spare;
    }

    double utilisation() {
        return busy / (count * (double) cores);
    }
}
