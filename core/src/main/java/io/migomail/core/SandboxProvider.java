package io.migomail.core;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A mailbox provider that the capturing MX plays for mail to a domain of its own, under the reserved {@code .test} (RFC
 * 6761). What becomes of a delivery once it is taken is still the recipient's, see {@link SandboxResult}.
 */
public enum SandboxProvider {
    /** Puts every mail off until it is offered again {@link #GREYLIST_WAIT} later. */
    GREYLISTING,
    /** Takes at most {@link #MOST_CONNECTIONS} mails at the same time from an address, and hangs up on one more. */
    CONNECTION_LIMIT,
    /** Takes at most {@link #MOST_MAILS} mails in {@link #WINDOW} from an address, and puts off what is more. */
    RATE_LIMIT,
    /** Needs {@link #DATA_TIME} from the final dot to its reply. */
    SLOW_DATA;

    /** How much later a greylisted mail must be offered again to be taken. */
    public static final Duration GREYLIST_WAIT = Duration.ofSeconds(5);

    /** Mails at the same time that the limiter of connections takes from one address. */
    public static final int MOST_CONNECTIONS = 2;

    /** Mails in one window that the limiter of rates takes from one address. */
    public static final int MOST_MAILS = 20;

    /** The window of the limiter of rates. */
    public static final Duration WINDOW = Duration.ofSeconds(10);

    /** What the slow one needs for a mail. */
    public static final Duration DATA_TIME = Duration.ofSeconds(10);

    /** The domain whose mail it takes. */
    public String domain() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-') + ".test";
    }

    /** The one that takes the mail of this domain, in lower case; null for every other domain. */
    public static @Nullable SandboxProvider ofDomain(String domain) {
        for (SandboxProvider each : values()) {
            if (each.domain().equals(domain)) {
                return each;
            }
        }
        return null;
    }
}
