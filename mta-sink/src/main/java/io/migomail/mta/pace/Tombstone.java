package io.migomail.mta.pace;

/**
 * What is remembered of a delivery that is not here, so that a replayed record neither sends it again nor loses count.
 *
 * @param kind why it is not here
 * @param attempts made when it left, or known from the journal
 * @param until instant at which this may be forgotten
 * @param due for {@link Kind#EARLY}: instant of the next attempt
 */
public record Tombstone(Kind kind, int attempts, long until, long due, Past past) implements Item {
    /** Why the delivery is not here. */
    public enum Kind {
        /** It has its final outcome. */
        SETTLED,
        /** It went out to be resolved again and may come back with more attempts. */
        REROUTED,
        /** The journal told of a failed attempt before the delivery itself was replayed. */
        EARLY
    }
}
