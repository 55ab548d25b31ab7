package io.migomail.egress;

import java.util.Locale;

/** What became of a connection to a node: one for each. */
public enum Result {
    /** Octets went to and fro. */
    CONNECTED,
    /** The client left when it knew whether the source can be bound, or before. */
    LEFT,
    /** The source is not this node's. */
    NOT_OWNED,
    /** The source is this node's, and the machine does not let it bind it. */
    UNBINDABLE,
    /** The destination is private, or its port is none of those that are allowed. */
    NOT_ALLOWED,
    REFUSED,
    UNREACHABLE,
    TIMED_OUT,
    /** The connection to the destination failed on this machine. */
    FAILED,
    /** No token or a wrong one. */
    UNAUTHENTICATED,
    /** What the client said is not what a node understands. */
    MALFORMED,
    /** The client did not say in time what it wants. */
    SLOW,
    /** There were as many connections as may be. */
    CROWDED;

    /** The word used in metrics. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
