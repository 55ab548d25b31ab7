package io.migomail.ingress.dashboard;

/** The issuer of OpenID Connect did not say who somebody is; the message holds nothing that is secret or personal. */
final class OidcException extends Exception {
    private static final long serialVersionUID = 1L;

    OidcException(String message) {
        super(message);
    }

    OidcException(String message, Throwable cause) {
        super(message, cause);
    }
}
