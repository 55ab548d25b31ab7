package io.migomail.templates;

/** Variables are not a JSON object within the limits; the message says why and holds no values. */
public final class InvalidVariables extends Exception {
    private static final long serialVersionUID = 1;

    InvalidVariables(String message) {
        super(message);
    }
}
