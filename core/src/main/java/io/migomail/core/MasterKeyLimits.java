package io.migomail.core;

/** The master key and its rotation; every other limit stands in {@link Limits}. */
public final class MasterKeyLimits {
    private MasterKeyLimits() {}

    /** Master keys that are given at once: the one in use, and those whose links and return paths are still known. */
    public static final int KEYS = 8;

    /** So often an entity whose secrets are sealed anew is taken up again where somebody else has changed it meanwhile. */
    public static final int RESEAL_ATTEMPTS = 10;
}
