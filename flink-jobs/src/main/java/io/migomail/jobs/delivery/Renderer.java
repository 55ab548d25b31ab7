package io.migomail.jobs.delivery;

import io.migomail.core.Environment;
import io.migomail.core.Ids;
import io.migomail.core.Limits;
import io.migomail.core.SandboxResult;
import io.migomail.core.Texts;
import io.migomail.core.TimeSource;
import io.migomail.core.record.AcceptedMessage;
import io.migomail.core.record.Delivery;
import io.migomail.core.record.MessageHead;
import io.migomail.core.record.TemplateContent;
import io.migomail.mail.dkim.DkimSigner;
import io.migomail.mail.mime.ComposedMail;
import io.migomail.mail.mime.MimeComposer;
import io.migomail.templates.InvalidVariables;
import io.migomail.templates.RenderProblem;
import io.migomail.templates.Rendered;
import io.migomail.templates.TextPart;
import io.migomail.templates.Variables;
import java.util.ArrayList;
import java.util.List;

/**
 * From an accepted message to its deliveries: the content is rendered, composed and signed once; every recipient gets
 * the same bytes under an envelope of its own. One task thread. Next: {@link Router}.
 */
final class Renderer {
    private final RenderSources sources;
    private final TimeSource time;
    private final DkimSigner signer;
    private final LargeBodies bodies;

    Renderer(RenderSources sources, TimeSource time) {
        this.sources = sources;
        this.time = time;
        this.signer = new DkimSigner(time);
        this.bodies = new LargeBodies(sources.bodies());
    }

    /** @throws RenderException where this message cannot become mail */
    List<Delivery> render(AcceptedMessage accepted, long queuedAt) throws RenderException, InterruptedException {
        AcceptedMessage message = bodies.whole(accepted);
        try {
            Rendered words = words(message);
            MessageHead head =
                    message.getHead().toBuilder().setSubject(words.subject()).build();
            ComposedMail mail = !message.getContent().getRaw().isEmpty()
                    ? RelayedMail.normalise(message)
                    : MimeComposer.compose(MailParts.of(message, words, queuedAt));
            byte[] signed = signer.signed(mail.bytes(), sources.keys(head.getAccountId(), message.getSigningDomain()));
            if (signed.length > Limits.MESSAGE_BYTES) {
                throw new RenderException(
                        RenderException.MESSAGE_TOO_LARGE, "the composed message has " + signed.length + " bytes");
            }
            return deliveries(message, head, new ComposedMail(signed, mail.smtputf8(), mail.eightBit()), queuedAt);
        } catch (RenderProblem e) {
            throw new RenderException(e.code().word(), String.valueOf(e.getMessage()));
        } catch (InvalidVariables e) {
            throw new RenderException(RenderException.INVALID_VARIABLES, String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            throw new RenderException(RenderException.INVALID_CONTENT, String.valueOf(e.getMessage()));
        }
    }

    /** The deliveries as they stand before rendering: for outcomes of messages that get no further. */
    static List<Delivery> bare(AcceptedMessage message, long queuedAt) {
        List<Delivery> out = new ArrayList<>(message.getRecipientsCount());
        for (int i = 0; i < message.getRecipientsCount(); i++) {
            out.add(envelope(message, message.getHead(), i, queuedAt).build());
        }
        return out;
    }

    private Rendered words(AcceptedMessage message) throws RenderProblem, InvalidVariables, RenderException {
        MessageHead head = message.getHead();
        if (message.getContent().hasTemplate()) {
            TemplateContent template = message.getContent().getTemplate();
            return sources.template(head.getApplicationId(), template.getAlias(), template.getVersion())
                    .render(Variables.parse(template.getVariables().toByteArray()));
        }
        String html = message.getContent().getBody().getHtml();
        String text = message.getContent().getBody().getText();
        return new Rendered(head.getSubject(), html, text.isEmpty() ? TextPart.fromHtml(html) : text);
    }

    private List<Delivery> deliveries(AcceptedMessage message, MessageHead head, ComposedMail mail, long queuedAt)
            throws RenderException, InterruptedException {
        Delivery placed = bodies.place(message, mail.bytes());
        long renderedAt = time.wallMillis();
        List<Delivery> out = new ArrayList<>(message.getRecipientsCount());
        for (int i = 0; i < message.getRecipientsCount(); i++) {
            out.add(envelope(message, head, i, queuedAt)
                    .mergeFrom(placed)
                    .setSmtputf8(mail.smtputf8()
                            || !Texts.isAscii(message.getRecipients(i).getAddress()))
                    .setEightBit(mail.eightBit())
                    .setRenderedAt(renderedAt)
                    .build());
        }
        return out;
    }

    private static Delivery.Builder envelope(AcceptedMessage message, MessageHead head, int index, long queuedAt) {
        String id = Ids.delivery(head.getMessageId(), index);
        String recipient = message.getRecipients(index).getAddress();
        // The simulated mail server learns from the envelope what to do: the mail itself is as it would be live.
        boolean sandbox = head.getEnvironment().equals(Environment.SANDBOX.word());
        String label = sandbox ? "+" + SandboxResult.of(head, recipient).word() : "";
        return Delivery.newBuilder()
                .setDeliveryId(id)
                .setHead(head)
                .setRecipient(recipient)
                .setReturnPath("b+" + id + label + "@mg." + message.getSigningDomain())
                .setQueuedAt(queuedAt)
                .setExpiresAt(message.getExpiresAt())
                .setTraceparent(message.getTraceparent());
    }
}
