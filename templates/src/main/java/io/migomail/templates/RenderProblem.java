package io.migomail.templates;

/** One rendering failed; nothing else is affected. The message never contains values of variables. */
public final class RenderProblem extends Exception {
    private static final long serialVersionUID = 1;

    /** Why a rendering failed. */
    public enum Code {
        MISSING_VARIABLE("missing_variable"),
        RENDER_TIMEOUT("render_timeout"),
        RENDER_TOO_LARGE("render_too_large"),
        RENDER_FAILED("render_failed");

        private final String word;

        Code(String word) {
            this.word = word;
        }

        /** The word used in the API and in events. */
        public String word() {
            return word;
        }
    }

    private final Code code;
    private final String pointer;

    RenderProblem(Code code, String pointer, String message) {
        super(message);
        this.code = code;
        this.pointer = pointer;
    }

    /** The reason. */
    public Code code() {
        return code;
    }

    /** JSON pointer into the request (/variables/…), or empty where no variable is to blame. */
    public String pointer() {
        return pointer;
    }
}
