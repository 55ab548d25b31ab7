package io.migomail.core;

/** Which characters a text that came from outside may hold. */
public final class Texts {
    private Texts() {}

    /**
     * Whether a value of one line is clean: no control characters (so no CR, LF, NUL), no lone surrogates, none of the
     * characters that separate lines or turn the direction of what is shown.
     */
    public static boolean isLine(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean unseen = c >= 0x2028 && c <= 0x202e || c >= 0x2066 && c <= 0x2069;
            if (Character.isISOControl(c) || unseen || isLoneSurrogate(text, i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a body is clean: no control characters but tab, CR and LF, no lone surrogates. */
    public static boolean isBody(String text) {
        // One copy is cheaper than a call for each character where a process has just begun.
        char[] chars = text.toCharArray();
        for (int i = 0; i < chars.length; i++) {
            char c = chars[i];
            if (c < ' ' ? c != '\t' && c != '\r' && c != '\n' : c > '~' && !isPlain(text, i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether all of it is US-ASCII. */
    public static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    /** Whether all of it is US-ASCII: no octet has its eighth bit set. */
    public static boolean isAscii(byte[] octets) {
        for (byte octet : octets) {
            if (octet < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPlain(String text, int at) {
        return !Character.isISOControl(text.charAt(at)) && !isLoneSurrogate(text, at);
    }

    private static boolean isLoneSurrogate(String text, int at) {
        char c = text.charAt(at);
        if (Character.isHighSurrogate(c)) {
            return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
        }
        return Character.isLowSurrogate(c) && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
    }
}
