package io.migomail.mta.simulation;

import io.migomail.core.record.Outcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
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
    private final List<Deque<Request>> pending = new ArrayList<>();
    private final long[] last;
    private boolean dead;

    Producer(Journal journal, Timeline time, Dice dice, int delay) {
        this.journal = journal;
        this.time = time;
        this.dice = dice;
        this.delay = delay;
        last = new long[journal.partitions()];
        for (int i = 0; i < journal.partitions(); i++) {
            pending.add(new ArrayDeque<>());
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
        pending.get(partition).addLast(request);
        last[partition] = Math.max(last[partition], time.now() + dice.between(1, delay));
        time.at(last[partition], () -> {
            if (!dead && pending.get(partition).peekFirst() == request) {
                append(partition);
            }
        });
    }

    /** Everything sent is in the journal when this returns. */
    void flush() {
        for (int partition = 0; partition < pending.size(); partition++) {
            while (!pending.get(partition).isEmpty()) {
                append(partition);
            }
        }
    }

    /** The process ends: of what is under way the first part is appended, the rest lost, or appended after all. */
    void die() {
        dead = true;
        for (int partition = 0; partition < pending.size(); partition++) {
            Deque<Request> requests = pending.get(partition);
            for (int arrived = dice.between(0, requests.size()); arrived > 0; arrived--) {
                append(partition);
            }
            if (dice.oneIn(10) && !requests.isEmpty()) {
                int there = partition;
                time.in(dice.between(1, 3_000), () -> {
                    while (!requests.isEmpty()) {
                        append(there);
                    }
                });
            } else {
                requests.clear();
            }
        }
    }

    private void append(int partition) {
        Request request = pending.get(partition).removeFirst();
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
