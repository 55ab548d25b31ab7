package io.migomail.bench.sizing;

/**
 * What the operator decides.
 *
 * @param utilisation part of a process's cores that the peak may take
 * @param cores of one process of each kind
 * @param perCell TaskManagers that a cell's delivery job has at most, its spare apart
 * @param replication of topics; with more than one, the event store has a second server
 * @param logDays that topics keep
 * @param storeDays that events are kept
 * @param contentDays that contents are kept
 */
record Choice(
        double utilisation, int cores, int perCell, int replication, int logDays, int storeDays, int contentDays) {
    static final Choice USUAL = new Choice(0.6, 4, 4, 3, 7, 90, 30);

    Choice {
        if (!(utilisation > 0 && utilisation <= 1)) {
            throw new IllegalArgumentException("the utilisation is above 0 and at most 1");
        }
        if (cores < 1 || perCell < 1 || replication < 1 || logDays < 1 || storeDays < 1 || contentDays < 0) {
            throw new IllegalArgumentException("cores, TaskManagers, replicas and days are whole numbers from 1");
        }
    }
}
