package io.migomail.mail.header;

/** A message whose header block cannot be told from its body without guessing; the text says why. */
public final class HeaderFormatException extends Exception {
    private static final long serialVersionUID = 1L;

    HeaderFormatException(String message) {
        super(message, null, false, false);
    }
}
