package io.migomail.faults.mx;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * At random, from a seed, what an MX does with a mail whose final dot has come. Thread-safe.
 *
 * <p>The order of arrivals decides who is hit, so the same seed gives the same shares, not the same victims. None is hit more
 * than {@value #MOST} times: so the schedule of retries says when the last has come to its end.
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

    private static final int MOST = 2;

    /** Takes everything. */
    public static final Whims NONE = new Whims(0, 0, 0, 0);

    private final double putOff;
    private final double refuse;
    private final double drop;
    private final SplittableRandom random;
    private final Map<String, Integer> hit = new HashMap<>();

    /** With these shares, from 0 to 1. */
    public Whims(double putOff, double refuse, double drop, long seed) {
        this.putOff = putOff;
        this.refuse = refuse;
        this.drop = drop;
        this.random = new SplittableRandom(seed);
    }

    /** For the mail of this id, each time that it comes. */
    public synchronized Whim next(String id) {
        Whim whim = at(random.nextDouble());
        return whim == Whim.TAKE || hit.merge(id, 1, Integer::sum) <= MOST ? whim : Whim.TAKE;
    }

    private Whim at(double point) {
        if (point < putOff) {
            return Whim.PUT_OFF;
        }
        if (point < putOff + refuse) {
            return Whim.REFUSE;
        }
        return point < putOff + refuse + drop ? Whim.DROP : Whim.TAKE;
    }
}
