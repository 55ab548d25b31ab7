package io.migomail.mta.pace;

/**
 * Why and until when a whole destination, or one source address towards it, rests.
 *
 * @param scope {@link Holds#GROUP}, or the source address behind {@link Holds#ADDRESS}
 * @param since instant of the last strike: what was under way then proves nothing new
 * @param until instant from which it is tried again; may be past, the strikes remain
 * @param strikes refusals in a row, without a success in between
 */
record Holding(String scope, long since, long until, int strikes, DelayReason reason) {}
