package io.migomail.core;

import java.util.List;

/**
 * The keys of one purpose over a rotation of the master key: the first makes what goes out, and what any of them made holds
 * (docs/adr/0056). Immutable and thread-safe.
 */
public final class HmacKeyring {
    private final List<Hmac> keys;

    /**
     * @param keys the one in use first
     * @throws IllegalArgumentException where there is none, or one is empty
     */
    public HmacKeyring(List<byte[]> keys) {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("a keyring needs a key");
        }
        this.keys = keys.stream().map(Hmac::new).toList();
    }

    /** The key that makes what goes out. */
    public Hmac first() {
        return keys.get(0);
    }

    /** Every key, the one in use first: what comes in is held against all of them. */
    public List<Hmac> all() {
        return keys;
    }
}
