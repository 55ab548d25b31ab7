package io.migomail.mail.header;

import io.migomail.core.MailAddress;
import io.migomail.core.Mailbox;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Addresses in header fields. Stateless. */
public final class AddressFields {
    private static final Pattern TRAILING_COMMENT = Pattern.compile("([^\\s()<>\"]+)\\s+\\(([^()\\\\]*)\\)");
    private static final Pattern SPECIALS = Pattern.compile("[,;:@()\\[\\]\\\\]");

    private AddressFields() {}

    /**
     * The one mailbox of a From field, read so strictly that no receiver can see another one in it: lists, groups and
     * comments within are refused; {@code address (name)} is understood.
     *
     * @throws IllegalArgumentException with a sentence for the caller
     */
    public static Mailbox single(String value) {
        Matcher comment = TRAILING_COMMENT.matcher(value.strip());
        if (comment.matches()) {
            return new Mailbox(HeaderText.decode(comment.group(2)).strip(), MailAddress.parse(comment.group(1)));
        }
        Mailbox written = Mailbox.parse(value);
        boolean phrase = !value.strip().startsWith("\"");
        if (phrase && SPECIALS.matcher(written.name()).find()) {
            throw new IllegalArgumentException(
                    "the display name needs quotation marks, or there are several addresses");
        }
        return new Mailbox(HeaderText.decode(written.name()), written.address());
    }

    /** The mailboxes of To or Cc, as far as they can be read; never throws. */
    public static List<Mailbox> list(String value) {
        List<Mailbox> out = new ArrayList<>();
        try {
            for (InternetAddress address : InternetAddress.parseHeader(value, false)) {
                Mailbox mailbox = mailbox(address);
                if (mailbox != null) {
                    out.add(mailbox);
                }
            }
        } catch (AddressException e) {
            return List.of();
        }
        return out;
    }

    private static @Nullable Mailbox mailbox(InternetAddress address) {
        try {
            String name = address.getPersonal();
            return new Mailbox(name == null ? "" : name, MailAddress.parse(address.getAddress()));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
