package io.migomail.mta.pace;

/**
 * An attempt that the sink has and whose outcome is not known.
 *
 * @param rank of the delivery's message class
 * @param attempt its number
 * @param since instant of emission
 * @param life of the process that emitted it: an attempt of an earlier life has nobody working on it
 * @param past with the attempt's own source address
 */
public record InFlight(int rank, int attempt, long since, long life, long expiresAt, Past past) {}
