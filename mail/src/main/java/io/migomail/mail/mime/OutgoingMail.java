package io.migomail.mail.mime;

import io.migomail.core.Mailbox;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A mail to be composed. Blind copies are the envelope's and never appear here.
 *
 * @param html null = no HTML part
 * @param text null = no text part
 * @param headers custom fields, added in their order; reserved names are refused by the composer
 * @param messageId without brackets, {@code left@right}
 */
public record OutgoingMail(
        Mailbox from,
        List<Mailbox> to,
        List<Mailbox> cc,
        @Nullable Mailbox replyTo,
        String subject,
        @Nullable String html,
        @Nullable String text,
        List<MailHeader> headers,
        List<MailFile> files,
        String messageId,
        Instant date) {
    public OutgoingMail {
        to = List.copyOf(to);
        cc = List.copyOf(cc);
        headers = List.copyOf(headers);
        files = List.copyOf(files);
    }

    /** Begins a mail with what every mail has. */
    public static Builder from(Mailbox from, String messageId, Instant date) {
        return new Builder(from, messageId, date);
    }

    /** Collects the parts of a mail. Not thread-safe. */
    public static final class Builder {
        private final Mailbox from;
        private final String messageId;
        private final Instant date;
        private List<Mailbox> to = List.of();
        private List<Mailbox> cc = List.of();
        private @Nullable Mailbox replyTo;
        private String subject = "";
        private @Nullable String html;
        private @Nullable String text;
        private List<MailHeader> headers = List.of();
        private List<MailFile> files = List.of();

        private Builder(Mailbox from, String messageId, Instant date) {
            this.from = from;
            this.messageId = messageId;
            this.date = date;
        }

        public Builder to(List<Mailbox> mailboxes) {
            to = mailboxes;
            return this;
        }

        public Builder to(Mailbox... mailboxes) {
            return to(List.of(mailboxes));
        }

        public Builder cc(List<Mailbox> mailboxes) {
            cc = mailboxes;
            return this;
        }

        public Builder replyTo(@Nullable Mailbox mailbox) {
            replyTo = mailbox;
            return this;
        }

        public Builder subject(String words) {
            subject = words;
            return this;
        }

        public Builder html(@Nullable String source) {
            html = source;
            return this;
        }

        public Builder text(@Nullable String words) {
            text = words;
            return this;
        }

        public Builder headers(List<MailHeader> fields) {
            headers = fields;
            return this;
        }

        public Builder files(List<MailFile> attachments) {
            files = attachments;
            return this;
        }

        public OutgoingMail build() {
            return new OutgoingMail(from, to, cc, replyTo, subject, html, text, headers, files, messageId, date);
        }
    }
}
