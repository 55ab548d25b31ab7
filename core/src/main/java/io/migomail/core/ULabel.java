package io.migomail.core;

import java.text.Normalizer;
import java.util.Locale;

/**
 * Labels beyond ASCII: mapped as UTS 46 does (non-transitional: sharp s and final sigma stay), then held to the
 * character categories of RFC 5892, to the Bidi rule of RFC 5893, and without joiners.
 */
final class ULabel {
    private static final int MAX_CHARS = 63;

    private ULabel() {}

    /** The A-label, or plain ASCII where mapping leaves no other character. */
    static String toALabel(String text) {
        if (text.length() > MAX_CHARS) {
            throw new IllegalArgumentException("a label of the domain is longer than 63 octets");
        }
        String mapped = map(text);
        if (mapped.isEmpty()) {
            throw new IllegalArgumentException("the domain has an empty label");
        }
        if (Texts.isAscii(mapped)) {
            if (mapped.startsWith(Punycode.PREFIX)) {
                throw new IllegalArgumentException("the domain has an invalid xn-- label");
            }
            return mapped;
        }
        check(mapped);
        return Punycode.PREFIX + Punycode.encode(mapped);
    }

    private static String map(String text) {
        String folded = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return Normalizer.normalize(folded, Normalizer.Form.NFKC);
    }

    private static void check(String label) {
        if (label.startsWith("--", 2)) {
            throw new IllegalArgumentException("a label of the domain has hyphens in third and fourth place");
        }
        if (label.charAt(0) == '-' || label.charAt(label.length() - 1) == '-') {
            throw new IllegalArgumentException("a label of the domain starts or ends with a hyphen");
        }
        if (isMark(label.codePointAt(0)) || !label.codePoints().allMatch(ULabel::isAllowed)) {
            throw new IllegalArgumentException("the domain holds a character that no host name may have");
        }
        if (label.codePoints().anyMatch(ULabel::isRightToLeft) && !keepsBidiRule(label)) {
            throw new IllegalArgumentException("the domain mixes writing directions");
        }
    }

    private static boolean isAllowed(int c) {
        if (c < 0x80) {
            return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-';
        }
        return switch (Character.getType(c)) {
            case Character.LOWERCASE_LETTER,
                    Character.OTHER_LETTER,
                    Character.MODIFIER_LETTER,
                    Character.DECIMAL_DIGIT_NUMBER -> true;
            default -> isMark(c);
        };
    }

    private static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }

    private static boolean isRightToLeft(int c) {
        byte direction = Character.getDirectionality(c);
        return direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC
                || direction == Character.DIRECTIONALITY_ARABIC_NUMBER;
    }

    /** RFC 5893 2, rules 1 to 4, for a label that holds a right-to-left character. */
    private static boolean keepsBidiRule(String label) {
        int[] points = label.codePoints().toArray();
        int last = points.length - 1;
        while (last > 0 && Character.getDirectionality(points[last]) == Character.DIRECTIONALITY_NONSPACING_MARK) {
            last--;
        }
        boolean arabicDigits = false;
        boolean europeanDigits = false;
        for (int c : points) {
            byte direction = Character.getDirectionality(c);
            if (direction == Character.DIRECTIONALITY_LEFT_TO_RIGHT) {
                return false;
            }
            arabicDigits |= direction == Character.DIRECTIONALITY_ARABIC_NUMBER;
            europeanDigits |= direction == Character.DIRECTIONALITY_EUROPEAN_NUMBER;
        }
        boolean startsRight = isRightToLeft(points[0])
                && Character.getDirectionality(points[0]) != Character.DIRECTIONALITY_ARABIC_NUMBER;
        boolean endsRight = isRightToLeft(points[last])
                || Character.getDirectionality(points[last]) == Character.DIRECTIONALITY_EUROPEAN_NUMBER;
        return startsRight && endsRight && !(arabicDigits && europeanDigits);
    }
}
