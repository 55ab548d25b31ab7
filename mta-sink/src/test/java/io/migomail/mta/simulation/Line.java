package io.migomail.mta.simulation;

import java.util.ArrayDeque;
import java.util.Deque;

/** What one life sends to one partition of a log: appended in order, and late. */
final class Line {
    private final Timeline time;
    private final Dice dice;
    private final int delay;
    private final Deque<Runnable> pending = new ArrayDeque<>();
    private long last;
    private boolean dead;

    Line(Timeline time, Dice dice, int delay) {
        this.time = time;
        this.dice = dice;
        this.delay = delay;
    }

    void send(Runnable append) {
        pending.addLast(append);
        last = Math.max(last, time.now() + dice.between(1, delay));
        time.at(last, () -> {
            if (!dead && pending.peekFirst() == append) {
                next();
            }
        });
    }

    /** Everything sent is in the log when this returns. */
    void flush() {
        while (!pending.isEmpty()) {
            next();
        }
    }

    /** The process ends: of what is under way the first part is appended, the rest lost, or appended after all. */
    void die() {
        dead = true;
        for (int arrived = dice.between(0, pending.size()); arrived > 0; arrived--) {
            next();
        }
        if (dice.oneIn(10) && !pending.isEmpty()) {
            time.in(dice.between(1, 3_000), this::flush);
        } else {
            pending.clear();
        }
    }

    private void next() {
        pending.removeFirst().run();
    }
}
