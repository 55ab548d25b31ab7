package io.migomail.ingress.send;

import io.migomail.core.IsoTime;
import io.migomail.core.Limits;
import java.time.Instant;

/** When a sender wants a message to be sent, by the same rule over REST and SMTP. Stateless. */
public final class SendTime {
    /** What is expected, for the answer to a value that is not one. */
    public static final String EXPECTED = "an instant, ISO-8601 with its zone, at most "
            + Limits.SCHEDULE_AHEAD.toDays() + " days ahead and not long past";

    private SendTime() {}

    /**
     * Milliseconds; 0 = at once, where its time has come.
     *
     * @param now when the request was received
     * @throws IllegalArgumentException where the text is no such time
     */
    public static long parse(String text, long now) {
        long at = IsoTime.millis(text);
        boolean past = at < now - Limits.SCHEDULE_PAST.toMillis();
        if (past || at > now + Limits.SCHEDULE_AHEAD.toMillis()) {
            throw new IllegalArgumentException("out of range: " + Instant.ofEpochMilli(at));
        }
        return at <= now ? 0 : at;
    }
}
