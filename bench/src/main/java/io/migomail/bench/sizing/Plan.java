package io.migomail.bench.sizing;

import java.util.List;

/**
 * What a load takes.
 *
 * @param pools among which senders divide their mail
 * @param cells delivery jobs
 * @param delivery TaskManagers of all cells; of each its spare one
 * @param store servers of one replica, each a shard
 * @param replicas of the event store
 * @param objections why it does not hold, where it does not
 */
record Plan(
        Demand demand,
        Choice choice,
        int pools,
        int cells,
        Nodes ingress,
        Nodes delivery,
        Nodes accounting,
        Log log,
        Nodes store,
        int replicas,
        Disk disk,
        Network network,
        List<String> objections) {
    static final double DAY_SECONDS = 86_400;

    /**
     * Kafka.
     *
     * @param written octets a second, all replicas together
     * @param read octets a second, by ourselves; copying to other brokers apart
     * @param octets that the replicas of all topics hold together
     * @param partitions of each topic of a cell
     * @param eventPartitions of the topic of events
     */
    record Log(Nodes brokers, double written, double read, double octets, int partitions, int eventPartitions) {}

    /** Octets in one replica of the event store: what a day of this load adds, and what it holds at last. */
    record Disk(double rows, double day, double kept) {}

    /** Octets a second: from clients, to mail hosts, and between our own processes. */
    record Network(double in, double out, double inside) {}

    static Plan of(Costs costs, Mix mix, Demand demand, Choice choice) {
        return new Planning(costs, mix, demand, choice).plan();
    }

    /** TaskManagers of one cell that carry its mail. */
    int perCell() {
        return delivery.count() / cells;
    }

    /** Tasks of each operator of one cell: its spare TaskManager has none. */
    int parallelism() {
        return perCell() * delivery.cores();
    }

    /** Part of all mail that is the largest pool's. */
    double largest() {
        return Math.max(demand.largest(), 1.0 / pools);
    }

    boolean holds() {
        return objections.isEmpty();
    }
}
