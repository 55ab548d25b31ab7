package io.migomail.core;

import java.util.Locale;

/** What an {@code Outcome} record on {@code mail.outcomes} says about its delivery. */
public enum OutcomeKind {
    /** The attempt has written MAIL FROM and is still unanswered; settles nothing. */
    DISPATCHED(false),
    /** 250 to the final dot. */
    DELIVERED(true),
    /** Temporary failure; the delivery waits for its next attempt. */
    DEFERRED(false),
    /** Permanent failure at the recipient's side. */
    BOUNCED(true),
    /** Its life ended before it could be delivered. */
    EXPIRED(true),
    /** The recipient is on the application's suppression list. */
    SUPPRESSED(true),
    /** Canceled by its sender before an attempt. */
    CANCELED(true),
    /** Could not be rendered, signed or routed: our side or the sender's. */
    FAILED(true),
    /** Not delivered: the first message of its idempotency key, a day older, stands for it; settles no delivery. */
    REPLAYED(false),
    /** Went on under another pace key, with all that was known of it (docs/adr/0017); on {@code mail.reroute} only. */
    REROUTED(false),
    /** Tells of no delivery: PACE marks at its start how far it must read. */
    FENCE(false);

    /**
     * Code of a deferred attempt that broke off between the final dot and its reply: the mail may have arrived, and is
     * attempted again (RFC 1047).
     */
    public static final String UNCERTAIN = "uncertain";

    /**
     * Code of a deferred attempt that reached nobody: the egress node of its source address was away, or did not serve it.
     * It is no attempt at the destination, and nobody is told of it as an event (docs/adr/0055).
     */
    public static final String NODE_UNAVAILABLE = "egress_node_unavailable";

    private final boolean terminal;

    OutcomeKind(boolean terminal) {
        this.terminal = terminal;
    }

    /** Whether the delivery ends with it: exactly one such outcome per delivery. */
    public boolean terminal() {
        return terminal;
    }

    /** The word used in records. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException for any other word */
    public static OutcomeKind of(String word) {
        return Words.of(values(), OutcomeKind::word, word, "outcome");
    }
}
