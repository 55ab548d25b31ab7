package io.migomail.core;

import java.nio.charset.StandardCharsets;

/**
 * An e-mail address as SMTP carries it (RFC 5321 Mailbox, RFC 6531): local part and domain or address literal, without
 * comments, folding white space or obsolete forms. One that exists is valid, holds no control character, and has one
 * spelling: the domain in lower-case A-labels, the local part quoted only where it must be (case is kept). Immutable.
 */
public final class MailAddress {
    private static final int LOCAL_OCTETS = 64;
    private static final int OCTETS = 254;

    private final String local;
    private final String domain;

    private MailAddress(String local, String domain) {
        this.local = local;
        this.domain = domain;
    }

    /**
     * The address that the text spells; nothing is trimmed.
     *
     * @throws IllegalArgumentException with a sentence for the caller that does not repeat the text
     */
    public static MailAddress parse(String text) {
        if (text.length() > 2 * OCTETS) {
            throw new IllegalArgumentException("the address is longer than " + OCTETS + " octets");
        }
        int at = LocalPart.end(text);
        String raw = text.substring(0, at);
        if (raw.getBytes(StandardCharsets.UTF_8).length > LOCAL_OCTETS) {
            throw new IllegalArgumentException("the part before @ is longer than " + LOCAL_OCTETS + " octets");
        }
        String domain = domain(text.substring(at + 1));
        String local = LocalPart.canonical(raw);
        if (local.getBytes(StandardCharsets.UTF_8).length + 1 + domain.length() > OCTETS) {
            throw new IllegalArgumentException("the address is longer than " + OCTETS + " octets");
        }
        return new MailAddress(local, domain);
    }

    private static String domain(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("the address has no domain");
        }
        return text.charAt(0) == '[' ? AddressLiteral.canonical(text) : DomainNames.toAscii(text);
    }

    /** The part before the @, quoted where it must be, case kept. */
    public String local() {
        return local;
    }

    /** The domain in lower-case A-labels, or an address literal in brackets. */
    public String domain() {
        return domain;
    }

    /** Whether the domain is an address literal such as {@code [192.0.2.1]}. */
    public boolean isLiteral() {
        return domain.charAt(0) == '[';
    }

    /** Whether only servers with SMTPUTF8 (RFC 6531) can carry it: the local part is not ASCII. */
    public boolean needsSmtpUtf8() {
        return !Texts.isAscii(local);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MailAddress that && local.equals(that.local) && domain.equals(that.domain);
    }

    @Override
    public int hashCode() {
        return 31 * local.hashCode() + domain.hashCode();
    }

    /** {@code local@domain}, as it stands between angle brackets on the wire. */
    @Override
    public String toString() {
        return local + '@' + domain;
    }
}
