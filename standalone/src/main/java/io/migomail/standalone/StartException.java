package io.migomail.standalone;

/** The stack cannot start; the message is a sentence for the person at the terminal. */
public final class StartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Something is missing or in the way. */
    public StartException(String message) {
        super(message);
    }

    /** A part failed; the cause is for the log. */
    public StartException(String message, Throwable cause) {
        super(message, cause);
    }
}
