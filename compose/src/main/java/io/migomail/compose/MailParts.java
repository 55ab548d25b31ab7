package io.migomail.compose;

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
import java.util.stream.Stream;

/** An accepted message in the composer's terms. */
final class MailParts {
    private MailParts() {}

    /**
     * The mail with further fields behind its sender's.
     *
     * @throws IllegalArgumentException where a part cannot stand in a mail
     */
    static OutgoingMail of(AcceptedMessage message, Rendered words, List<MailHeader> added, long queuedAt) {
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
                .headers(Stream.concat(
                                content.getHeadersList().stream().map(h -> new MailHeader(h.getName(), h.getValue())),
                                added.stream())
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
