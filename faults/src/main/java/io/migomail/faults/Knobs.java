package io.migomail.faults;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a fault is tried.
 *
 * @param home folder of the checkout
 * @param seed of load, instant of the fault, and whims of the MX
 * @param rate messages a second
 * @param brief the short form: smaller numbers, the same checks
 * @param count messages, where the fault has a number of its own; 0 = its usual number
 * @param target what it is tried on
 * @param backlog messages of 20 KB that wait for a destination which does not answer, where something is killed
 * @param warmup seconds over which a load rises to the rate before the fault's own, where something is killed and in F17
 * @param from folder of the checkout of an older build, which begins in UPGRADE and ROLLBACK; null = none
 * @param away seconds that F19's event store is away; 0 = its usual number
 */
public record Knobs(
        Path home,
        @Nullable Path from,
        long seed,
        double rate,
        boolean brief,
        int count,
        Target target,
        int backlog,
        int warmup,
        int away) {
    /** How long after the load every accepted message may take to its final outcome. */
    public Duration bound() {
        return brief ? Duration.ofSeconds(90) : Duration.ofMinutes(4);
    }

    /** The same at another rate. */
    public Knobs at(double other) {
        return new Knobs(home, from, seed, other, brief, count, target, backlog, warmup, away);
    }

    /**
     * The same with the older build.
     *
     * @throws IllegalArgumentException where there is none
     */
    public Knobs older() {
        if (from == null) {
            throw new IllegalArgumentException("--from must name the checkout of an older build");
        }
        return new Knobs(from, from, seed, rate, brief, count, target, backlog, warmup, away);
    }

    /** One of two, by form. */
    public <T> T pick(T whenBrief, T otherwise) {
        return brief ? whenBrief : otherwise;
    }

    /** How long an event store is away, as asked for, else one of two by form. */
    public Duration away(int whenBrief, int otherwise) {
        return Duration.ofSeconds(away > 0 ? away : pick(whenBrief, otherwise));
    }

    /** The count that was asked for, else one of two by form. */
    public int count(int whenBrief, int otherwise) {
        return count > 0 ? count : pick(whenBrief, otherwise);
    }
}
