package io.migomail.standalone;

import org.jspecify.annotations.Nullable;

/** The stack cannot start; the message is a sentence for the person at the terminal. */
public final class StartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Something is missing or in the way. */
    public StartException(String message) {
        super(message);
    }

    /** A part failed; the cause, where there is one, is for the log. */
    public StartException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
