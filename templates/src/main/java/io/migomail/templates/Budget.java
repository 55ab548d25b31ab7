package io.migomail.templates;

import io.migomail.core.Limits;
import io.migomail.core.TimeSource;
import java.time.Duration;

/** What one rendering may use: time, bytes, turns of loops. One rendering, one thread. */
final class Budget {
    static final Duration TIME = Duration.ofSeconds(2);
    static final int TURNS = 200_000;
    /** A subject is also made while its sender waits, and on a thread that others share. */
    private static final int SUBJECT_TURNS = 2_000;

    private final TimeSource time;
    private final long deadline;
    private final int turnsAllowed;
    private long bytes;
    private int turns;

    Budget(TimeSource time) {
        this(time, TURNS);
    }

    private Budget(TimeSource time, int turnsAllowed) {
        this.time = time;
        this.turnsAllowed = turnsAllowed;
        this.deadline = time.monotonicNanos() + TIME.toNanos();
    }

    static Budget ofSubject(TimeSource time) {
        return new Budget(time, SUBJECT_TURNS);
    }

    void checkTime() {
        if (time.monotonicNanos() - deadline > 0) {
            throw new Exceeded(
                    RenderProblem.Code.RENDER_TIMEOUT, "rendering took longer than " + TIME.toMillis() + " ms");
        }
    }

    void turn() {
        if (++turns > turnsAllowed) {
            throw new Exceeded(RenderProblem.Code.RENDER_TOO_LARGE, "loops made more than " + turnsAllowed + " turns");
        }
        checkTime();
    }

    void write(long count) {
        bytes += count;
        if (bytes > Limits.RENDERED_BYTES) {
            throw new Exceeded(
                    RenderProblem.Code.RENDER_TOO_LARGE, "the result exceeds " + Limits.RENDERED_BYTES + " bytes");
        }
        checkTime();
    }

    /** The budget is used up; passes through the template engine untouched. */
    static final class Exceeded extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final RenderProblem.Code code;

        Exceeded(RenderProblem.Code code, String message) {
            super(message, null, false, false);
            this.code = code;
        }

        RenderProblem.Code code() {
            return code;
        }
    }
}
