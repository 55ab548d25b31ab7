package io.migomail.mail.mime;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Which header fields a sender may set by name. Stateless. */
public final class ReservedHeaders {
    /** Fields that have a field of their own in a request, are ours, or are the receiving side's. */
    private static final Set<String> NAMES = Set.of(
            "from",
            "sender",
            "to",
            "cc",
            "bcc",
            "reply-to",
            "subject",
            "date",
            "message-id",
            "mime-version",
            "return-path",
            "received",
            "received-spf",
            "delivered-to",
            "envelope-to",
            "x-original-to",
            "dkim-signature",
            "domainkey-signature",
            "authentication-results",
            "apparently-to",
            "lines",
            "content-length",
            "status",
            "errors-to",
            "return-receipt-to");

    private static final Pattern PREFIX = Pattern.compile("(?:content|resent|arc|x-migo)-.*");
    private static final Pattern NAME = Pattern.compile("[\\x21-\\x39\\x3b-\\x7e]{1,76}");

    private ReservedHeaders() {}

    /** Whether the name, in any case, may not be set as a custom field. */
    public static boolean contains(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return NAMES.contains(lower) || PREFIX.matcher(lower).matches();
    }

    /**
     * Refuses what a custom field may not be.
     *
     * @throws IllegalArgumentException for a reserved name and for text that is no field name (RFC 5322 3.6.8)
     */
    public static void check(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a header name: '" + name.replaceAll("\\p{Cntrl}", "?") + "'");
        }
        if (contains(name)) {
            throw new IllegalArgumentException("header " + name + " is reserved");
        }
    }
}
