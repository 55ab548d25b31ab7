package io.migomail.sdk;

/** What came to a webhook's endpoint is not a call of Migomail's, or is not one any more: answer it with 400. */
public final class WebhookVerificationException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String code;

    WebhookVerificationException(String code, String message) {
        super(message);
        this.code = code;
    }

    /** {@code missing_header}, {@code invalid_timestamp}, {@code timestamp_out_of_range}, {@code signature_mismatch} or {@code invalid_body}. */
    public String code() {
        return code;
    }
}
