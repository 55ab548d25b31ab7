package io.migomail.core;

/**
 * A display name and an address, as people write it: {@code Priya <priya@example.com>}.
 *
 * @param name decoded display name, empty where there is none; one clean line ({@link Texts#isLine}) without white space
 *     around it
 */
public record Mailbox(String name, MailAddress address) {
    /** @throws IllegalArgumentException where the name holds a control or direction character */
    public Mailbox {
        name = name.strip();
        if (!Texts.isLine(name)) {
            throw new IllegalArgumentException("the display name holds a control character");
        }
    }

    /**
     * {@code addr}, {@code <addr>}, {@code Name <addr>} or {@code "Name" <addr>}; white space around the parts is
     * dropped.
     *
     * @throws IllegalArgumentException with a sentence for the caller
     */
    public static Mailbox parse(String text) {
        String stripped = text.strip();
        if (!stripped.endsWith(">")) {
            return new Mailbox("", MailAddress.parse(stripped));
        }
        int open = stripped.lastIndexOf('<');
        if (open < 0) {
            throw new IllegalArgumentException("the address ends with > but has no <");
        }
        MailAddress address = MailAddress.parse(stripped.substring(open + 1, stripped.length() - 1));
        return new Mailbox(name(stripped.substring(0, open).strip()), address);
    }

    private static String name(String text) {
        if (!text.startsWith("\"")) {
            if (text.indexOf('"') >= 0 || text.indexOf('<') >= 0 || text.indexOf('>') >= 0) {
                throw new IllegalArgumentException("the display name needs quotation marks");
            }
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        int i = 1;
        for (; i < text.length() && text.charAt(i) != '"'; i++) {
            if (text.charAt(i) == '\\' && i + 1 < text.length()) {
                i++;
            }
            out.append(text.charAt(i));
        }
        if (i != text.length() - 1) {
            throw new IllegalArgumentException("the quotation marks of the display name do not match");
        }
        return out.toString();
    }
}
