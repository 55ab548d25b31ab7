package io.migomail.core;

/** Limits of IP pools. */
public final class PoolLimits {
    /** Destinations of a pool to which nothing leaves. */
    public static final int SUSPENDED_DESTINATIONS = 100;

    private PoolLimits() {}

    /** Delivery jobs among which accounts are divided. */
    public static final int CELLS = 64;
}
