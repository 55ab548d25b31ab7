package io.migomail.jobs.delivery;

import io.migomail.core.MailAddress;
import io.migomail.core.Mailbox;
import io.migomail.core.record.AcceptedMessage;
import io.migomail.core.record.Content;
import io.migomail.core.record.Recipient;
import io.migomail.mail.mime.MailFile;
import io.migomail.mail.mime.MailHeader;
import io.migomail.mail.mime.OutgoingMail;
import io.migomail.templates.Rendered;
import java.time.Instant;
import java.util.List;

/** An accepted message in the composer's terms. */
final class MailParts {
    private MailParts() {}

    /** @throws IllegalArgumentException where a part cannot stand in a mail */
    static OutgoingMail of(AcceptedMessage message, Rendered words, long queuedAt) {
        Content content = message.getContent();
        return OutgoingMail.from(
                        new Mailbox(
                                content.getFromName(),
                                MailAddress.parse(message.getHead().getFrom())),
                        messageId(message),
                        Instant.ofEpochMilli(queuedAt))
                .to(role(message, "to"))
                .cc(role(message, "cc"))
                .replyTo(content.hasReplyTo() ? mailbox(content.getReplyTo()) : null)
                .subject(words.subject())
                .html(words.html().isEmpty() ? null : words.html())
                .text(words.text().isEmpty() ? null : words.text())
                .headers(content.getHeadersList().stream()
                        .map(h -> new MailHeader(h.getName(), h.getValue()))
                        .toList())
                .files(content.getAttachmentsList().stream()
                        .map(a -> new MailFile(
                                a.getFilename(),
                                a.getContentType(),
                                a.getContentId(),
                                a.getContent().toByteArray()))
                        .toList())
                .build();
    }

    /** The Message-ID without brackets: our id at the domain that signs. */
    static String messageId(AcceptedMessage message) {
        return message.getHead().getMessageId() + "@" + message.getSigningDomain();
    }

    private static List<Mailbox> role(AcceptedMessage message, String role) {
        return message.getRecipientsList().stream()
                .filter(r -> r.getRole().equals(role))
                .map(MailParts::mailbox)
                .toList();
    }

    private static Mailbox mailbox(Recipient recipient) {
        return new Mailbox(recipient.getName(), MailAddress.parse(recipient.getAddress()));
    }
}
