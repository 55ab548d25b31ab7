package io.migomail.mta.pace;

/**
 * A delivery that waits for its next attempt.
 *
 * @param rank of its message class
 * @param attempts made so far
 * @param due instant from which it may be attempted
 * @param expiresAt instant at which its life ends
 */
public record Waiting(int rank, int attempts, long due, long expiresAt, Past past) implements Item {}
