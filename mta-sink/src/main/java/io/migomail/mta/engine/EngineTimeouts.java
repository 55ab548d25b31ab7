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
    /** What holds in production. */
    public static EngineTimeouts standard() {
        return new EngineTimeouts(
                Limits.ATTEMPT_DEADLINE,
                Duration.ofSeconds(30),
                Duration.ofSeconds(60),
                Duration.ofSeconds(60),
                Duration.ofMinutes(3),
                Duration.ofMinutes(4),
                Duration.ofSeconds(1));
    }

    /** Every single wait bounded by this; for tests. */
    public static EngineTimeouts each(Duration bound, Duration attempt) {
        return new EngineTimeouts(attempt, bound, bound, bound, bound, bound, Duration.ofSeconds(1));
    }
}
