package io.migomail.core;

import java.time.Duration;

/** The limits of pages that show live events (docs/adr/0051), beside {@link Limits}. */
public final class StreamLimits {
    private StreamLimits() {}

    /** Pages that listen at a node at a time; more are answered 503. */
    public static final int PER_NODE = 200;

    /** Those of an account at a node; more are answered 503. */
    public static final int PER_ACCOUNT = 20;

    /** Octets of live events that wait for one page; one that does not take them is ended. */
    public static final int BYTES = 256 * 1024;

    /** How often the feed is read for pages that listen. */
    public static final Duration INTERVAL = Duration.ofMillis(500);

    /** Something is sent to each so often, so that no proxy takes the connection for dead. */
    public static final Duration HEARTBEAT = Duration.ofSeconds(15);
}
