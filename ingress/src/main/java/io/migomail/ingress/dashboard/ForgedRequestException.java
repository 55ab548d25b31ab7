package io.migomail.ingress.dashboard;

/** A form was sent that no page of the session made. */
final class ForgedRequestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ForgedRequestException(String message) {
        super(message);
    }
}
