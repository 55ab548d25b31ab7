package io.migomail.mta.pace;

import java.util.Locale;

/** Why a delivery waits; there is always exactly one reason. */
public enum DelayReason {
    /** Its turn has not come: others of its class or a higher one go first. */
    QUEUE("Its turn has not come: others of its class or a higher one go first."),
    /** The destination's rate is used up for the moment. */
    RATE("The rate at which this destination takes mail is used up for the moment."),
    /** All connections the destination allows are busy; one, after it turned mail away. */
    CONNECTIONS("All connections that this destination allows are busy."),
    /** An attempt failed for now; the next one is not due. */
    RETRY("The last attempt failed for now; the next one is not due yet."),
    /** The destination greylists. */
    GREYLISTED("The destination greylists: it takes the mail when it is offered again later."),
    /** The destination says that it gets too much from us; everything for it waits. */
    THROTTLED("The destination says that it gets too much; everything for it rests."),
    /** The destination turns away whoever comes; everything for it waits. */
    TURNED_AWAY("The destination turns away whoever comes; everything for it rests."),
    /** No host of the destination can be reached; everything for it waits. */
    UNREACHABLE("No mail host of the destination can be reached; everything for it rests."),
    /** Every address of the pool is refused by the destination. */
    BLOCKED("The destination refuses every address of the IP pool; they rest."),
    /** No address of the pool can be used: their egress nodes are away or do not serve them. */
    EGRESS(
            "The source addresses of the IP pool cannot be used now: the egress nodes that own them do not answer or refuse them."),
    /** The domain could not be resolved. */
    DNS("The mail hosts of the domain could not be looked up; it is asked again."),
    /** The pool does not exist or has no address. */
    NO_POOL("The IP pool does not exist or has no address."),
    /** The operator has taken out the pool, all of its addresses, or the destination. */
    SUSPENDED(
            "The operator has suspended the IP pool, all of its addresses, or what leaves by it to this destination."),
    /** After a restart, until the journal has been read again. */
    RESTORING("The delivery job has started and reads first what was done before.");

    private final String sentence;

    DelayReason(String sentence) {
        this.sentence = sentence;
    }

    /** The reason as people are told it. */
    public String sentence() {
        return sentence;
    }

    /** The word used in state, records and the API. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException for any other word */
    public static DelayReason of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
