package io.migomail.jobs.delivery;

import org.jspecify.annotations.Nullable;

/** One message cannot become mail; no other message is affected. */
final class RenderException extends Exception {
    static final String TEMPLATE_MISSING = "template_missing";
    static final String RENDER_FAILED = "render_failed";
    static final String INVALID_VARIABLES = "invalid_variables";
    static final String INVALID_CONTENT = "invalid_content";
    static final String DKIM_KEY_MISSING = "dkim_key_missing";
    static final String MESSAGE_TOO_LARGE = "message_too_large";

    private static final String BODY_UNAVAILABLE = "body_unavailable";

    private static final long serialVersionUID = 1L;
    private final String code;
    private final boolean passing;

    RenderException(String code, String detail) {
        this(code, detail, false, null);
    }

    private RenderException(String code, String detail, boolean passing, @Nullable Exception cause) {
        super(detail, cause);
        this.code = code;
        this.passing = passing;
    }

    /** The body store did not give or take a body; {@code passing}: it may yet. */
    static RenderException bodyUnavailable(String detail, boolean passing, Exception cause) {
        return new RenderException(BODY_UNAVAILABLE, detail, passing, cause);
    }

    /** Whether the message itself is well, and it was the body store that failed. */
    boolean ofTheBodyStore() {
        return code.equals(BODY_UNAVAILABLE);
    }

    /** Whether the same may succeed later without anybody doing anything about it. */
    boolean passing() {
        return passing;
    }

    String code() {
        return code;
    }

    String detail() {
        return String.valueOf(getMessage());
    }
}
