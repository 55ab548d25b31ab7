package io.migomail.analytics;

/**
 * How many attempts mail servers refused with one reply.
 *
 * @param code of SMTP; 0 = there was no reply
 */
public record RefusalCount(int code, long softBounces, long hardBounces) {}
