package io.migomail.compose;

import io.migomail.core.Ids;
import io.migomail.core.record.AcceptedMessage;
import io.migomail.mail.mime.ComposedMail;
import io.migomail.mail.mime.MailHeader;
import io.migomail.mail.mime.MimeComposer;
import io.migomail.mail.report.TraceField;
import io.migomail.templates.Rendered;
import io.migomail.templates.TextPart;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * From an accepted message with its content in it, and its words, to the octets that are signed. The same message always
 * gives the same octets, so that what was sent can be shown later (docs/adr/0038). Stateless.
 */
public final class MessageComposer {
    private MessageComposer() {}

    /** The words of a message that brings them itself; of submitted mail they are not known. */
    public static Rendered words(AcceptedMessage message) {
        String html = message.getContent().getBody().getHtml();
        String text = message.getContent().getBody().getText();
        return new Rendered(message.getHead().getSubject(), html, text.isEmpty() ? TextPart.fromHtml(html) : text);
    }

    /**
     * The mail as it is for nobody in particular: without links and trace.
     *
     * @param queuedAt its date, milliseconds
     * @throws IllegalArgumentException where a part cannot stand in a mail
     */
    public static ComposedMail plain(AcceptedMessage message, Rendered words, long queuedAt) {
        return compose(message, words, queuedAt, null);
    }

    /**
     * The mail of the recipient of this number: with links of its own where they are asked for, and its trace where nobody
     * else gets the same octets. Otherwise as {@link #plain}.
     */
    public static ComposedMail sent(
            AcceptedMessage message, Rendered words, long queuedAt, MailMarks marks, int recipient) {
        boolean own = message.hasTracking();
        ComposedMail mail =
                compose(message, words, queuedAt, own ? new DeliveryLinks(marks.links(), message, recipient) : null);
        String delivery = Ids.delivery(message.getHead().getMessageId(), recipient);
        return own || message.getRecipientsCount() == 1
                ? traced(mail, marks.traces().apply(delivery))
                : mail;
    }

    /** With the field by which whoever returns the mail with a complaint tells whose it was (docs/adr/0042). */
    private static ComposedMail traced(ComposedMail composed, String trace) {
        byte[] field = (TraceField.NAME + ": " + trace + "\r\n").getBytes(StandardCharsets.US_ASCII);
        byte[] bytes = Arrays.copyOf(field, field.length + composed.bytes().length);
        System.arraycopy(composed.bytes(), 0, bytes, field.length, composed.bytes().length);
        return new ComposedMail(bytes, composed.smtputf8(), composed.eightBit());
    }

    /** @param links those of a recipient; null = none, for all */
    private static ComposedMail compose(
            AcceptedMessage message, Rendered words, long queuedAt, @Nullable DeliveryLinks links) {
        List<MailHeader> added = links == null ? List.of() : links.headers();
        if (!message.getContent().getRaw().isEmpty()) {
            ComposedMail relayed = RelayedMail.normalise(message, added);
            return links == null ? relayed : links.in(relayed);
        }
        Rendered own = links == null ? words : links.in(words);
        return MimeComposer.compose(MailParts.of(message, own, added, queuedAt));
    }
}
