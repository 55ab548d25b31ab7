package io.migomail.analytics;

import org.jspecify.annotations.Nullable;

/** The event store did not do what it was asked; the subclass says whether asking again can help. */
public abstract sealed class StoreException extends RuntimeException
        permits StoreUnavailableException, StoreRejectedException {
    private static final long serialVersionUID = 1L;

    StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
