package io.migomail.mta.engine;

import io.migomail.core.Limits;
import java.io.Serializable;
import java.time.Duration;

/**
 * Bounds of every wait of an attempt. Each counts to the end of a complete reply, so trickled octets do not extend it.
 *
 * @param attempt the whole attempt, from hand-over to outcome
 * @param connect one TCP connection
 * @param banner greeting
 * @param command EHLO, STARTTLS with handshake, MAIL, RCPT, DATA: each
 * @param content writing the message
 * @param dot reply to the final dot; long, for giving up there may mean a duplicate (RFC 1047)
 * @param dispatched an attempt unanswered for so long after MAIL is reported as dispatched
 */
public record EngineTimeouts(
        Duration attempt,
        Duration connect,
        Duration banner,
        Duration command,
        Duration content,
        Duration dot,
        Duration dispatched)
        implements Serializable {
    /** The patience with one reply where nothing else is set; longer would make an attempt outlast its deadline. */
    public static final Duration REPLY = Limits.ATTEMPT_DEADLINE.dividedBy(5);

    /** What holds where nothing else is set. */
    public static EngineTimeouts standard() {
        return of(REPLY);
    }

    /**
     * With this patience for one reply, and all other bounds in proportion.
     *
     * @throws IllegalArgumentException where it is not above zero, or above {@link #REPLY}
     */
    public static EngineTimeouts of(Duration reply) {
        if (reply.isNegative() || reply.isZero() || reply.compareTo(REPLY) > 0) {
            throw new IllegalArgumentException("a reply may take from 1 to " + REPLY.toSeconds() + " s, not " + reply);
        }
        return new EngineTimeouts(
                reply.multipliedBy(5),
                reply.dividedBy(2),
                reply,
                reply,
                reply.multipliedBy(3),
                reply.multipliedBy(4),
                Duration.ofSeconds(1));
    }

    /** Every single wait bounded by this, and no attempt reported as dispatched before its outcome; for tests. */
    public static EngineTimeouts each(Duration bound, Duration attempt) {
        return new EngineTimeouts(attempt, bound, bound, bound, bound, bound, attempt);
    }
}
