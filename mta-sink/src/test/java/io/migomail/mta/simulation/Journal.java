package io.migomail.mta.simulation;

import io.migomail.core.record.Outcome;
import java.util.ArrayList;
import java.util.List;

/**
 * The journal: partitions of records in one order each, first those of {@code mail.outcomes}, then those of
 * {@code mail.reroute}. What is appended stays.
 */
class Journal {
    /** Where a record lies. */
    record Place(int partition, int offset, long at) {
        /** Whether it lies before the mark of its partition. */
        boolean before(int[] marks) {
            return offset < marks[partition];
        }
    }

    /** Partitions of {@code mail.reroute}. */
    static final int MOVES = 2;

    private final List<List<Outcome>> partitions = new ArrayList<>();
    private final Timeline time;
    private final int outcomes;
    private final Runnable[] readers;

    Journal(int partitions, Timeline time) {
        this.time = time;
        outcomes = partitions;
        for (int i = 0; i < partitions + MOVES; i++) {
            this.partitions.add(new ArrayList<>());
        }
        readers = new Runnable[partitions + MOVES];
    }

    int partitions() {
        return partitions.size();
    }

    /** Of {@code mail.outcomes}. */
    int partition(String key) {
        return Math.floorMod(key.hashCode(), outcomes);
    }

    /** Of {@code mail.reroute}. */
    int movesPartition(String key) {
        return outcomes + Math.floorMod(key.hashCode(), MOVES);
    }

    Place append(int partition, Outcome outcome) {
        List<Outcome> records = partitions.get(partition);
        records.add(outcome);
        if (readers[partition] != null) {
            readers[partition].run();
        }
        return new Place(partition, records.size() - 1, time.now());
    }

    int size(int partition) {
        return partitions.get(partition).size();
    }

    Outcome get(int partition, int offset) {
        return partitions.get(partition).get(offset);
    }

    /** Whom to tell of new records of a partition; only the newest reader counts. */
    void reader(int partition, Runnable reader) {
        readers[partition] = reader;
    }
}
