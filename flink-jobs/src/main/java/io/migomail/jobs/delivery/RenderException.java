package io.migomail.jobs.delivery;

/** One message cannot become mail; no other message is affected. */
final class RenderException extends Exception {
    static final String TEMPLATE_MISSING = "template_missing";
    static final String RENDER_FAILED = "render_failed";
    static final String INVALID_VARIABLES = "invalid_variables";
    static final String INVALID_CONTENT = "invalid_content";
    static final String DKIM_KEY_MISSING = "dkim_key_missing";
    static final String MESSAGE_TOO_LARGE = "message_too_large";

    static final String BODY_UNAVAILABLE = "body_unavailable";

    private static final long serialVersionUID = 1L;
    private final String code;

    RenderException(String code, String detail) {
        super(detail);
        this.code = code;
    }

    String code() {
        return code;
    }

    String detail() {
        return String.valueOf(getMessage());
    }
}
