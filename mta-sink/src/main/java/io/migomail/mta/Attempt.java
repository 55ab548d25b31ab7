package io.migomail.mta;

import java.io.Serializable;

/**
 * One attempt that PACE hands to the sink. Flat, so that it crosses operator edges without a generic serializer.
 *
 * @param paceKey key under which the delivery waits and to which the outcome returns
 * @param number 1-based number of this attempt within the delivery
 * @param egressIp source address; empty = the system's choice
 * @param ehloName name for EHLO; empty = the process's own
 * @param delivery encoded {@code Delivery} record
 */
public record Attempt(String paceKey, int number, String egressIp, String ehloName, byte[] delivery)
        implements Serializable {}
