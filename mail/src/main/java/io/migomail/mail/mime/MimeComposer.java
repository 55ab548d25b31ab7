package io.migomail.mail.mime;

import io.migomail.core.Ids;
import io.migomail.core.Mailbox;
import io.migomail.mail.header.MailDate;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * From a mail's parts to its canonical bytes (RFC 5322, RFC 2045 to 2049). Stateless and thread-safe; the same mail
 * always gives the same bytes. 7-bit, lines of about 76 characters, unless an address needs SMTPUTF8.
 */
public final class MimeComposer {
    private static final Pattern MESSAGE_ID =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,200}@[A-Za-z0-9.-]{1,253}");

    private MimeComposer() {}

    /**
     * Composes a mail.
     *
     * @throws IllegalArgumentException where a field holds CR, LF or another control character, or a custom field is
     *     reserved
     */
    public static ComposedMail compose(OutgoingMail mail) {
        Part root = new Tree(mail).root();
        StringBuilder header = header(mail);
        ByteArrayOutputStream out = new ByteArrayOutputStream(header.length() + root.size());
        out.writeBytes(header.toString().getBytes(StandardCharsets.UTF_8));
        root.write(out);
        // Bodies and files are encoded: what is above 127 stands in an address.
        boolean utf8 = needsUtf8(mail);
        return new ComposedMail(out.toByteArray(), utf8, utf8);
    }

    private static StringBuilder header(OutgoingMail mail) {
        if (!MESSAGE_ID.matcher(mail.messageId()).matches()) {
            throw new IllegalArgumentException("not a message id: '" + mail.messageId() + "'");
        }
        HeaderWriter out = new HeaderWriter()
                .mailboxes("From", List.of(mail.from()))
                .mailboxes("To", mail.to())
                .mailboxes("Cc", mail.cc());
        Mailbox replyTo = mail.replyTo();
        if (replyTo != null) {
            out.mailboxes("Reply-To", List.of(replyTo));
        }
        if (mail.to().isEmpty() && mail.cc().isEmpty()) {
            // Only blind copies: some receivers distrust a message without any destination field.
            out.raw("To", "undisclosed-recipients:;");
        }
        out.text("Subject", mail.subject());
        out.raw("Date", MailDate.of(mail.date())).raw("Message-ID", "<" + mail.messageId() + ">");
        for (MailHeader field : mail.headers()) {
            ReservedHeaders.check(field.name());
            out.text(field.name(), field.value());
        }
        return out.raw("MIME-Version", "1.0").text();
    }

    private static boolean needsUtf8(OutgoingMail mail) {
        Mailbox replyTo = mail.replyTo();
        return FieldText.needsUtf8(mail.from())
                || mail.to().stream().anyMatch(FieldText::needsUtf8)
                || mail.cc().stream().anyMatch(FieldText::needsUtf8)
                || (replyTo != null && FieldText.needsUtf8(replyTo));
    }

    /** The parts of one mail: mixed(alternative(text, related(html, inline files)), attachments). */
    private static final class Tree {
        private final OutgoingMail mail;
        private final String seed;
        private int boundaries;

        Tree(OutgoingMail mail) {
            this.mail = mail;
            this.seed = seed(mail.messageId());
        }

        Part root() {
            List<Part> parts = new ArrayList<>();
            Part words = words();
            if (words != null) {
                parts.add(words);
            }
            for (MailFile file : mail.files()) {
                if (!file.inline() || mail.html() == null) {
                    parts.add(Part.file(file));
                }
            }
            if (parts.isEmpty()) {
                return Part.text("plain", "");
            }
            return parts.size() == 1 && words != null ? words : Part.multi("mixed", boundary(), parts);
        }

        private @Nullable Part words() {
            String text = mail.text();
            if (text == null) {
                return html();
            }
            Part plain = Part.text("plain", text);
            Part html = html();
            return html == null ? plain : Part.multi("alternative", boundary(), List.of(plain, html));
        }

        private @Nullable Part html() {
            String source = mail.html();
            if (source == null) {
                return null;
            }
            List<Part> parts = new ArrayList<>();
            parts.add(Part.text("html", source));
            for (MailFile file : mail.files()) {
                if (file.inline()) {
                    parts.add(Part.file(file));
                }
            }
            return parts.size() == 1 ? parts.get(0) : Part.multi("related", boundary(), parts);
        }

        private String boundary() {
            return "=_" + (boundaries++) + "_" + seed;
        }

        private static String seed(String messageId) {
            return HexFormat.of().formatHex(Ids.sha256(FieldText.utf8(messageId)), 0, 12);
        }
    }
}
