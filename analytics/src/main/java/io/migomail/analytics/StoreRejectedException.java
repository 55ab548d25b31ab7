package io.migomail.analytics;

import org.jspecify.annotations.Nullable;

/** The store understood and refused (unknown table, wrong password, bad data): the same request fails again. */
public final class StoreRejectedException extends StoreException {
    private static final long serialVersionUID = 1L;

    public StoreRejectedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
