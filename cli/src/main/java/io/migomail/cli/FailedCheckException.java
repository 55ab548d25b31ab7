package io.migomail.cli;

/** Something does not work as it should; the message says what, in a sentence. */
final class FailedCheckException extends Exception {
    private static final long serialVersionUID = 1;

    FailedCheckException(String message) {
        super(message);
    }

    FailedCheckException(String message, Throwable cause) {
        super(message, cause);
    }
}
