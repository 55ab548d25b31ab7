package io.migomail.faults.mx;

import java.util.SplittableRandom;

/**
 * At random, from a seed, what an MX does with a mail whose final dot has come. Thread-safe.
 *
 * <p>The order of arrivals decides who is hit, so the same seed gives the same shares, not the same victims.
 */
public final class Whims {
    /** What becomes of a mail. */
    public enum Whim {
        TAKE,
        /** 451: not now. */
        PUT_OFF,
        /** 550: never. */
        REFUSE,
        /** The connection is gone, the mail is not kept. */
        DROP
    }

    /** Takes everything. */
    public static final Whims NONE = new Whims(0, 0, 0, 0);

    private final double putOff;
    private final double refuse;
    private final double drop;
    private final SplittableRandom random;

    /** With these shares, from 0 to 1. */
    public Whims(double putOff, double refuse, double drop, long seed) {
        this.putOff = putOff;
        this.refuse = refuse;
        this.drop = drop;
        this.random = new SplittableRandom(seed);
    }

    /** For the next mail. */
    public synchronized Whim next() {
        double at = random.nextDouble();
        if (at < putOff) {
            return Whim.PUT_OFF;
        }
        if (at < putOff + refuse) {
            return Whim.REFUSE;
        }
        return at < putOff + refuse + drop ? Whim.DROP : Whim.TAKE;
    }
}
