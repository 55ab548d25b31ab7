package io.migomail.bench.sizing;

/**
 * What the operator decides.
 *
 * @param utilisation part of a process's cores that the peak may take
 * @param cores of an ingress node, a broker and a server of the event store
 * @param taskManagerCores of a TaskManager, which has as many slots
 * @param perCell TaskManagers that a cell's delivery job has at most, its spare apart
 * @param replication of topics; with more than one, the event store has a second server
 * @param days that things are kept
 */
record Choice(double utilisation, int cores, int taskManagerCores, int perCell, int replication, Days days) {
    /** Of a cell as many tasks as its topics have partitions. */
    static final Choice USUAL = new Choice(0.6, 4, 2, 2, 3, new Days(7, 90, 30));

    /** How long topics, events and contents are kept. */
    record Days(int log, int store, int content) {
        Days {
            if (log < 1 || store < 1 || content < 0) {
                throw new IllegalArgumentException("what is kept is kept for whole days");
            }
        }
    }

    Choice {
        if (!(utilisation > 0 && utilisation <= 1)) {
            throw new IllegalArgumentException("the utilisation is above 0 and at most 1");
        }
        if (cores < 1 || taskManagerCores < 1 || perCell < 1 || replication < 1) {
            throw new IllegalArgumentException("cores, TaskManagers and replicas are whole numbers from 1");
        }
    }
}
