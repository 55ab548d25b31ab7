package io.migomail.analytics.local;

import org.jspecify.annotations.Nullable;

/** The engine did not start; the message holds the last words of its process. */
public final class EngineStartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EngineStartException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
