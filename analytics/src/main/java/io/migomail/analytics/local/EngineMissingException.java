package io.migomail.analytics.local;

/** The engine's library is not on this machine; the message tells the user what to do about it. */
public final class EngineMissingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EngineMissingException(String message) {
        super(message);
    }
}
