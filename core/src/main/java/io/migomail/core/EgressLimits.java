package io.migomail.core;

import java.time.Duration;

/** The limits of egress nodes and of those that send through them (docs/adr/0055), beside {@link Limits}. */
public final class EgressLimits {
    private EgressLimits() {}

    /** Addresses that one node may own: each is tried again and again whether it can still be bound. */
    public static final int SOURCES = 1_024;

    /** Octets of the token: what fits RFC 1929, and cannot be guessed. */
    public static final int TOKEN_LEAST = 16;

    public static final int TOKEN_MOST = 255;

    /** Connections of a node at a time; further ones are closed. */
    public static final int CONNECTIONS = 4_096;

    /** Octets of one direction that a node holds for a receiver that does not take them; and of one read. */
    public static final int HELD_BYTES = 16 * 1024;

    /** Until a client has said all that it wants. */
    public static final Duration HANDSHAKE = Duration.ofSeconds(10);

    /** Of a node for one TCP connection to a mail host; below the engine's patience, so that the node is who tells. */
    public static final Duration CONNECT = Duration.ofSeconds(20);

    /** A connection through a node without an octet either way for so long is closed; longer than any wait of an attempt. */
    public static final Duration IDLE = Duration.ofMinutes(10);

    /** A draining node lets what is open go on for so long where nothing else is set; and the longest that may be set. */
    public static final Duration DRAIN = Duration.ofSeconds(310);

    public static final Duration DRAIN_MOST = Duration.ofHours(1);

    /** How often a node looks whether it can bind what it owns. */
    public static final Duration SOURCE_CHECK = Duration.ofSeconds(10);

    /** Of the engine for a node: one connection to it, and its answer to the source address. */
    public static final Duration NODE_ANSWER = Duration.ofSeconds(5);

    /** How often the engine tries each source address that it uses through a node. */
    public static final Duration PROBE = Duration.ofSeconds(2);
}
