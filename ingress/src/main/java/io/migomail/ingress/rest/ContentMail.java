package io.migomail.ingress.rest;

import io.migomail.analytics.ContentTable.Kept;
import io.migomail.compose.MailMarks;
import io.migomail.compose.MessageComposer;
import io.migomail.core.ContentKeeping;
import io.migomail.core.SuppressionScope;
import io.migomail.core.record.AcceptedMessage;
import io.migomail.core.record.Content;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.ingress.problem.Problem;
import io.migomail.ingress.story.KnownMessage;
import io.migomail.mail.mime.ComposedMail;
import io.migomail.templates.Rendered;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The content of a message as the mail that was sent: composed as the delivery job did, octet for octet, but not signed.
 * Where the content is redacted its masks stand in it, and no links of a recipient do. Thread-safe.
 */
final class ContentMail {
    /** An internationalized message, whose header may hold UTF-8 (RFC 6532 3.7). */
    private static final String GLOBAL = "message/global";

    private static final Rendered MASKED = new Rendered(ContentKeeping.MASK, "", ContentKeeping.MASK);
    private static final Rendered UNKNOWN = new Rendered("", "", "");

    private final MailMarks marks;

    ContentMail(MailMarks marks) {
        this.marks = marks;
    }

    /**
     * The mail of one recipient.
     *
     * @param message what is kept, with its content in it
     * @param words as rendered again; null where they are not known, or could not be
     */
    Reply of(Kept kept, AcceptedMessage message, @Nullable Rendered words, KnownMessage known, ContentFormat asked) {
        int recipient = recipient(message, asked.recipient());
        long queuedAt = queuedAt(known);
        Rendered shown = words(message, words, kept.redacted());
        ComposedMail mail = mail(message, shown, queuedAt, kept.redacted() ? -1 : recipient);
        Map<String, String> headers = Map.of(
                "Vary",
                "Accept",
                "Migo-Content-Form",
                kept.redacted() ? "redacted" : "full",
                "Content-Disposition",
                "attachment; filename=\"" + message.getHead().getMessageId() + ".eml\"");
        return Reply.of(200, mail.smtputf8() ? GLOBAL : ContentFormat.MIME, mail.bytes(), headers);
    }

    /** @param recipient negative = nobody's in particular */
    private ComposedMail mail(AcceptedMessage message, Rendered words, long queuedAt, int recipient) {
        try {
            return recipient < 0
                    ? MessageComposer.plain(message, words, queuedAt)
                    : MessageComposer.sent(message, words, queuedAt, marks, recipient);
        } catch (IllegalArgumentException e) {
            throw notMade();
        }
    }

    private static int recipient(AcceptedMessage message, @Nullable String address) {
        if (address == null) {
            return 0;
        }
        String wanted = SuppressionScope.address(address);
        for (int i = 0; i < message.getRecipientsCount(); i++) {
            if (SuppressionScope.address(message.getRecipients(i).getAddress()).equals(wanted)) {
                return i;
            }
        }
        throw Problem.at("/" + ContentFormat.RECIPIENT, ErrorCode.INVALID_VALUE, "The message is to no such address.");
    }

    private static Rendered words(AcceptedMessage message, @Nullable Rendered words, boolean redacted) {
        Content content = message.getContent();
        if (!content.getRaw().isEmpty()) {
            return UNKNOWN;
        }
        if (words != null) {
            return words;
        }
        if (redacted) {
            return MASKED;
        }
        throw Problem.of(
                ErrorCode.CONTENT_NOT_KEPT,
                "The template of the message can no longer be rendered with its variables.");
    }

    /** The date of the mail, which the broker gave it: every event of a message that was not only scheduled has it. */
    private static long queuedAt(KnownMessage known) {
        long at = known.events().stream()
                .mapToLong(event -> event.getInstants().getQueuedAt())
                .max()
                .orElse(0);
        if (at == 0) {
            throw notMade();
        }
        return at;
    }

    private static Problem notMade() {
        return Problem.of(ErrorCode.CONTENT_NOT_KEPT, "No mail was made of this message, or not yet.");
    }
}
