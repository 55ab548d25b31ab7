package io.migomail.mta.simulation;

import io.migomail.core.record.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** One life's writer of the journal: in order within a partition, and with a delay between sending, appending, knowing. */
final class Producer {
    /** What becomes of a record. */
    record Request(Outcome outcome, Consumer<Journal.Place> appended, Runnable acknowledged) {}

    private final Journal journal;
    private final Timeline time;
    private final Dice dice;
    private final int delay;
    private final List<Line> partitions = new ArrayList<>();
    private boolean dead;

    Producer(Journal journal, Timeline time, Dice dice, int delay) {
        this.journal = journal;
        this.time = time;
        this.dice = dice;
        this.delay = delay;
        for (int i = 0; i < journal.partitions(); i++) {
            partitions.add(new Line(time, dice, delay));
        }
    }

    void send(String key, Request request) {
        send(journal.partition(key), request);
    }

    /** A record with which a delivery leaves a key. */
    void move(String key, Request request) {
        send(journal.movesPartition(key), request);
    }

    private void send(int partition, Request request) {
        partitions.get(partition).send(() -> append(partition, request));
    }

    /** Everything sent is in the journal when this returns. */
    void flush() {
        partitions.forEach(Line::flush);
    }

    /** The process ends. */
    void die() {
        dead = true;
        partitions.forEach(Line::die);
    }

    private void append(int partition, Request request) {
        request.appended().accept(journal.append(partition, request.outcome()));
        if (!dead) {
            time.in(dice.between(0, delay), () -> {
                if (!dead) {
                    request.acknowledged().run();
                }
            });
        }
    }
}
