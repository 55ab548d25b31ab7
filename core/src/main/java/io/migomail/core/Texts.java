package io.migomail.core;

/** Which characters a text that came from outside may hold. */
public final class Texts {
    private Texts() {}

    /**
     * Whether a value of one line is clean: no control characters (so no CR, LF, NUL), no lone surrogates, none of the
     * characters that separate lines or turn the direction of what is shown.
     */
    public static boolean isLine(String text) {
        return text.codePoints()
                .noneMatch(c -> Character.isISOControl(c)
                        || isSurrogate(c)
                        || c >= 0x2028 && c <= 0x202e
                        || c >= 0x2066 && c <= 0x2069);
    }

    /** Whether a body is clean: no control characters but tab, CR and LF, no lone surrogates. */
    public static boolean isBody(String text) {
        return text.codePoints()
                .noneMatch(c -> Character.isISOControl(c) && c != '\t' && c != '\r' && c != '\n' || isSurrogate(c));
    }

    private static boolean isSurrogate(int c) {
        return c >= 0xd800 && c <= 0xdfff;
    }
}
