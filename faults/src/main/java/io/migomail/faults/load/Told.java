package io.migomail.faults.load;

import io.migomail.faults.check.Fate;
import java.net.ConnectException;

/**
 * What a client was told of one send.
 *
 * @param code HTTP status or SMTP reply code, 0 = no answer
 * @param messageId the system's name of the message, empty where none was given
 * @param detail the body of an HTTP answer, or what failed
 */
public record Told(Fate fate, int code, String messageId, String detail) {
    /** Whether nobody listened, so that nobody has read it. */
    boolean unheard() {
        return fate == Fate.REJECTED && code == 0;
    }

    /** After a send that failed: where nobody listens, nobody has read it. */
    static Told failed(Throwable cause) {
        return new Told(cause instanceof ConnectException ? Fate.REJECTED : Fate.UNKNOWN, 0, "", String.valueOf(cause));
    }
}
