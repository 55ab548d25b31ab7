package io.migomail.core;

import java.time.Duration;

/**
 * The days in which mail servers get to know a new source address, little by little: {@link Limits#WARM_UP_MESSAGES}.
 * Days count from the instant at which the address was added, not from midnight (docs/adr/0046).
 */
public final class WarmUp {
    private static final long DAY = Duration.ofDays(1).toMillis();

    private WarmUp() {}

    /** How many days one takes. */
    public static int days() {
        return Limits.WARM_UP_MESSAGES.size();
    }

    /** The day of a warm-up, from 1 on; 0 where it is over, or none was needed ({@code since} is 0). */
    public static int day(long since, long now) {
        if (since == 0 || now >= ends(since)) {
            return 0;
        }
        return now < since ? 1 : 1 + (int) ((now - since) / DAY);
    }

    /** When one that began then is over. */
    public static long ends(long since) {
        return since + days() * DAY;
    }

    /** Mails to one destination on a day of it, from 1 to {@link #days}. */
    public static int messages(int day) {
        return Limits.WARM_UP_MESSAGES.get(day - 1);
    }
}
