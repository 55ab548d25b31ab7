package io.migomail.jobs.delivery;

import com.google.protobuf.ByteString;
import io.migomail.compose.MailMarks;
import io.migomail.compose.MessageComposer;
import io.migomail.core.Environment;
import io.migomail.core.Ids;
import io.migomail.core.Limits;
import io.migomail.core.ReturnPaths;
import io.migomail.core.SandboxResult;
import io.migomail.core.Texts;
import io.migomail.core.TimeSource;
import io.migomail.core.record.AcceptedMessage;
import io.migomail.core.record.Delivery;
import io.migomail.core.record.DkimSignature;
import io.migomail.core.record.MessageHead;
import io.migomail.core.record.TemplateContent;
import io.migomail.mail.dkim.DkimKey;
import io.migomail.mail.dkim.DkimMark;
import io.migomail.mail.dkim.DkimSigner;
import io.migomail.mail.mime.ComposedMail;
import io.migomail.templates.InvalidVariables;
import io.migomail.templates.RenderProblem;
import io.migomail.templates.Rendered;
import io.migomail.templates.Variables;
import java.util.ArrayList;
import java.util.List;

/**
 * From an accepted message to its deliveries: the content is rendered once, then composed and signed: once, and every
 * recipient gets the same bytes under an envelope of its own, or for each recipient where each has links of its own. One
 * task thread. Next: {@link Router}.
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
            Mail mail = new Mail(
                    message, head, words, sources.keys(head.getAccountId(), message.getSigningDomain()), queuedAt);
            return message.hasTracking() ? own(mail) : shared(mail);
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
        return MessageComposer.words(message);
    }

    /** What deliveries are made of. */
    private record Mail(AcceptedMessage message, MessageHead head, Rendered words, List<DkimKey> keys, long queuedAt) {}

    /** A mail with the signatures that stand in front of it. */
    private record Signed(ComposedMail mail, List<DkimSignature> signatures) {}

    /** All recipients get the same bytes; where there is but one, with its trace. */
    private List<Delivery> shared(Mail mail) throws RenderException {
        Signed signed = signed(mail, composed(mail, 0));
        Delivery placed = bodies.place(mail.message(), signed.mail().bytes());
        List<Delivery> out = new ArrayList<>(mail.message().getRecipientsCount());
        for (int i = 0; i < mail.message().getRecipientsCount(); i++) {
            out.add(delivery(mail, i, signed, placed));
        }
        return out;
    }

    /** Every recipient has links of its own; all mails together are no larger than one may be. */
    private List<Delivery> own(Mail mail) throws RenderException {
        List<Delivery> out = new ArrayList<>(mail.message().getRecipientsCount());
        long octets = 0;
        for (int i = 0; i < mail.message().getRecipientsCount(); i++) {
            Signed signed = signed(mail, composed(mail, i));
            byte[] bytes = signed.mail().bytes();
            octets += bytes.length;
            checkSize(octets);
            out.add(delivery(mail, i, signed, bodies.place(mail.message(), bytes)));
        }
        return out;
    }

    private ComposedMail composed(Mail mail, int recipient) {
        MailMarks marks = new MailMarks(sources.links(), sources::returnPath);
        return MessageComposer.sent(mail.message(), mail.words(), mail.queuedAt(), marks, recipient);
    }

    private Signed signed(Mail mail, ComposedMail composed) throws RenderException {
        DkimSigner.Signed signed = signer.sign(composed.bytes(), mail.keys());
        byte[] bytes = signed.message();
        checkSize(bytes.length);
        List<DkimSignature> signatures =
                signed.signatures().stream().map(Renderer::record).toList();
        return new Signed(new ComposedMail(bytes, composed.smtputf8(), composed.eightBit()), signatures);
    }

    private static DkimSignature record(DkimMark mark) {
        return DkimSignature.newBuilder()
                .setDomain(mark.domain())
                .setSelector(mark.selector())
                .setAlgorithm(mark.algorithm())
                .setBodyHash(ByteString.copyFrom(mark.bodyHash()))
                .setSignature(ByteString.copyFrom(mark.signature()))
                .build();
    }

    private static void checkSize(long octets) throws RenderException {
        if (octets > Limits.MESSAGE_BYTES) {
            throw new RenderException(
                    RenderException.MESSAGE_TOO_LARGE, "the composed message has " + octets + " bytes");
        }
    }

    private Delivery delivery(Mail mail, int recipient, Signed signed, Delivery placed) {
        AcceptedMessage message = mail.message();
        String address = message.getRecipients(recipient).getAddress();
        return envelope(message, mail.head(), recipient, mail.queuedAt())
                .mergeFrom(placed)
                .setReturnPath(sources.returnPath(Ids.delivery(mail.head().getMessageId(), recipient))
                        + label(mail.head(), address)
                        + "@"
                        + ReturnPaths.host(message.getSigningDomain()))
                .addAllSignatures(signed.signatures())
                .setSmtputf8(signed.mail().smtputf8() || !Texts.isAscii(address))
                .setEightBit(signed.mail().eightBit())
                .setRenderedAt(time.wallMillis())
                .build();
    }

    /** The simulated mail server learns from the envelope what to do: the mail itself is as it would be live. */
    private static String label(MessageHead head, String recipient) {
        boolean sandbox = head.getEnvironment().equals(Environment.SANDBOX.word());
        return sandbox ? "+" + SandboxResult.of(head, recipient).word() : "";
    }

    private static Delivery.Builder envelope(AcceptedMessage message, MessageHead head, int index, long queuedAt) {
        return Delivery.newBuilder()
                .setDeliveryId(Ids.delivery(head.getMessageId(), index))
                .setHead(head)
                .setRecipient(message.getRecipients(index).getAddress())
                .setQueuedAt(queuedAt)
                .setExpiresAt(message.getExpiresAt())
                .setTraceparent(message.getTraceparent());
    }
}
