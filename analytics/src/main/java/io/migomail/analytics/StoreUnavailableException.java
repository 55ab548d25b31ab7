package io.migomail.analytics;

import org.jspecify.annotations.Nullable;

/** Connection, time-out or overload: the same request may succeed later. Whether an insert was stored is not known. */
public final class StoreUnavailableException extends StoreException {
    private static final long serialVersionUID = 1L;

    public StoreUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
