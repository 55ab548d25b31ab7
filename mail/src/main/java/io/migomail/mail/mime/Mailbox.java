package io.migomail.mail.mime;

import io.migomail.mail.dns.ALabels;
import java.util.regex.Pattern;

/**
 * A name and an address as they stand in From, To, Cc and Reply-To (RFC 5322 3.4, RFC 6532). One that exists holds no
 * control characters and cannot break out of its field.
 *
 * @param name display name; empty = none
 */
public record Mailbox(String name, String address) {
    private static final String LETTERS = "[^\\x00-\\x7f\\p{Cc}\\p{Cs}\\p{Z}]";
    private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~\\-" + LETTERS + "]+";
    private static final Pattern LOCAL =
            Pattern.compile(ATOM + "(?:\\." + ATOM + ")*|\"(?:[^\"\\\\\\p{Cc}\\p{Cs}]|\\\\[\\x20-\\x7e])*\"");
    private static final Pattern DOMAIN =
            Pattern.compile("[A-Za-z0-9_" + LETTERS + "][A-Za-z0-9._\\-" + LETTERS + "]*|\\[[A-Za-z0-9.:]+\\]");

    private static final int MAX_ADDRESS = 320;

    /** @throws IllegalArgumentException where name or address cannot stand in a header */
    public Mailbox {
        name = FieldText.clean("display name", name);
        int at = address.lastIndexOf('@');
        if (at < 1
                || address.length() > MAX_ADDRESS
                || !LOCAL.matcher(address.substring(0, at)).matches()
                || !DOMAIN.matcher(address.substring(at + 1)).matches()) {
            throw new IllegalArgumentException("not a mail address: '" + printable(address) + "'");
        }
    }

    /** An address without a name. */
    public static Mailbox of(String address) {
        return new Mailbox("", address);
    }

    /** Whether the address can only stand in a message that needs SMTPUTF8. */
    public boolean needsUtf8() {
        return !FieldText.isAscii(wireAddress());
    }

    /** The address with a domain of A-labels where it has one; the local part as it is. */
    String wireAddress() {
        int at = address.lastIndexOf('@');
        String domain = address.substring(at + 1);
        return FieldText.isAscii(domain)
                ? address
                : address.substring(0, at + 1) + ALabels.of(domain).orElse(domain);
    }

    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
