package io.migomail.analytics;

/**
 * What mail servers said to attempts from one source address.
 *
 * @param address empty = the system's choice
 * @param softBounces attempts that were put off
 * @param ipRefusals those of the soft and hard bounces that were the address's fault
 */
public record AddressRecord(String address, long delivered, long softBounces, long hardBounces, long ipRefusals) {}
