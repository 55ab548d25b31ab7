package io.migomail.core;

import java.util.Locale;

/**
 * Host names in one spelling: lower-case A-labels (RFC 5890, RFC 5891). Upper case, compatibility forms and the
 * ideographic full stops are mapped as in UTS 46; what remains must be letters, marks, digits and hyphens.
 */
public final class DomainNames {
    private static final int OCTETS = 253;

    private DomainNames() {}

    /**
     * The name in lower-case A-labels, without a final dot.
     *
     * @throws IllegalArgumentException with a sentence for the caller, where the text is no host name
     */
    public static String toAscii(String text) {
        if (text.length() > OCTETS) {
            throw new IllegalArgumentException("the domain is longer than " + OCTETS + " octets");
        }
        StringBuilder out = new StringBuilder(text.length());
        for (String label : text.replaceAll("[\u3002\uff0e\uff61]", ".").split("\\.", -1)) {
            out.append(out.isEmpty() ? "" : ".").append(label(label));
        }
        if (out.length() > OCTETS) {
            throw new IllegalArgumentException("the domain is longer than " + OCTETS + " octets");
        }
        return out.toString();
    }

    /** The name for people: A-labels shown as U-labels where they decode. Expects what {@link #toAscii} returned. */
    public static String toUnicode(String ascii) {
        StringBuilder out = new StringBuilder(ascii.length());
        for (String label : ascii.split("\\.", -1)) {
            boolean encoded = label.startsWith(Punycode.PREFIX);
            out.append(out.isEmpty() ? "" : ".").append(encoded ? Punycode.decode(label) : label);
        }
        return out.toString();
    }

    private static String label(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("the domain has an empty label");
        }
        String ascii;
        if (Texts.isAscii(text)) {
            ascii = text.toLowerCase(Locale.ROOT);
            if (ascii.startsWith(Punycode.PREFIX)) {
                checkALabel(ascii);
            }
        } else {
            ascii = ULabel.toALabel(text);
        }
        checkLdh(ascii);
        return ascii;
    }

    private static void checkALabel(String label) {
        String unicode = Punycode.decode(label);
        if (Texts.isAscii(unicode) || !ULabel.toALabel(unicode).equals(label)) {
            throw new IllegalArgumentException("the domain has an invalid xn-- label");
        }
    }

    private static void checkLdh(String label) {
        if (label.length() > 63) {
            throw new IllegalArgumentException("a label of the domain is longer than 63 octets");
        }
        if (label.charAt(0) == '-' || label.charAt(label.length() - 1) == '-') {
            throw new IllegalArgumentException("a label of the domain starts or ends with a hyphen");
        }
        boolean ldh = label.chars().allMatch(c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-');
        if (!ldh) {
            throw new IllegalArgumentException("the domain holds a character other than letters, digits and hyphens");
        }
    }
}
