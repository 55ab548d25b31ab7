package io.migomail.ingress.smtp;

import com.google.protobuf.ByteString;
import io.migomail.core.Ids;
import io.migomail.core.Limits;
import io.migomail.core.MailAddress;
import io.migomail.core.Mailbox;
import io.migomail.core.record.Content;
import io.migomail.core.record.Recipient;
import io.migomail.ingress.intake.SendRequest;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.ingress.problem.Problem;
import io.migomail.mail.header.AddressFields;
import io.migomail.mail.header.HeaderBlock;
import io.migomail.mail.header.HeaderField;
import io.migomail.mail.header.HeaderFormatException;
import io.migomail.mail.smtp.server.Envelope;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Makes a send of a submitted message. Without a template the MIME content goes on as it came, less control headers, Bcc
 * and Return-Path, plus a Received field; Date and Message-ID are added by the renderer where missing, because the
 * Message-ID is made of the message's id. With a template the body of the submitted message is replaced by it. The
 * envelope decides who gets the message; To and Cc only say how a recipient is shown. Stateless.
 */
final class RelayRequest {
    /** Fields that a message may have once (RFC 5322 3.6); receivers differ in which of several they show. */
    private static final List<String> ONCE = List.of(
            "From",
            "Sender",
            "Reply-To",
            "Date",
            "Subject",
            "Message-ID",
            "MIME-Version",
            "Content-Type",
            "Content-Transfer-Encoding");

    private static final Set<String> NOT_FOR_RECIPIENTS = Set.of("bcc", "resent-bcc", "return-path");

    private RelayRequest() {}

    /**
     * The send of this envelope and content.
     *
     * @param received the Received field, with CRLF
     * @throws Problem naming what is wrong
     */
    static SendRequest of(Envelope envelope, byte[] content, String received, long receivedAt) {
        try {
            HeaderBlock header = HeaderBlock.parse(content);
            for (String name : ONCE) {
                header.single(name);
            }
            return request(envelope, header, received, receivedAt);
        } catch (HeaderFormatException e) {
            throw Problem.of(ErrorCode.VALIDATION_FAILED, "The header cannot be accepted: " + e.getMessage() + ".");
        }
    }

    private static SendRequest request(Envelope envelope, HeaderBlock header, String received, long receivedAt)
            throws HeaderFormatException {
        ControlHeaders controls = ControlHeaders.read(header, receivedAt);
        Mailbox from = from(header);
        String key = controls.idempotencyKey();
        SendRequest.Origin origin = new SendRequest.Origin(
                "smtp", receivedAt, key, key == null ? new byte[0] : digest(envelope, header), controls.traceparent());
        Content made = controls.template().chosen()
                ? TemplateMail.content(controls.template(), header, from)
                : raw(header, received);
        String subject = controls.template().chosen() ? "" : subject(header);
        return new SendRequest(from.address(), recipients(envelope, header), subject, made, controls.options(), origin);
    }

    private static Mailbox from(HeaderBlock header) throws HeaderFormatException {
        Optional<HeaderField> field = header.single("From");
        if (field.isEmpty()) {
            throw Problem.at("From", ErrorCode.MISSING_FIELD, "The message has no From field.");
        }
        try {
            return AddressFields.single(field.get().value());
        } catch (IllegalArgumentException e) {
            throw Problem.at(
                    "From",
                    ErrorCode.VALIDATION_FAILED,
                    "The From field must hold one address: " + e.getMessage() + ".");
        }
    }

    /** What is kept for showing and searching; the field itself goes on as it is. */
    private static String subject(HeaderBlock header) throws HeaderFormatException {
        String text = header.single("Subject").map(HeaderField::text).orElse("");
        String line = text.replaceAll("\\p{Cntrl}", " ").strip();
        return line.length() <= Limits.SUBJECT_CHARS ? line : line.substring(0, Limits.SUBJECT_CHARS);
    }

    private static Content raw(HeaderBlock header, String received) {
        byte[] mime = header.rewrite(received, RelayRequest::isRemoved);
        return Content.newBuilder().setRaw(ByteString.copyFrom(mime)).build();
    }

    private static boolean isRemoved(HeaderField field) {
        return ControlHeaders.isControl(field)
                || NOT_FOR_RECIPIENTS.contains(field.name().toLowerCase(Locale.ROOT));
    }

    private static List<Recipient> recipients(Envelope envelope, HeaderBlock header) {
        List<Mailbox> to = mailboxes(header, "To");
        List<Mailbox> cc = mailboxes(header, "Cc");
        boolean listed = !to.isEmpty() || !cc.isEmpty();
        List<Recipient> out = new ArrayList<>();
        for (MailAddress address : new LinkedHashSet<>(envelope.recipients())) {
            Optional<Mailbox> asTo = find(to, address);
            Optional<Mailbox> asCc = find(cc, address);
            String role = asTo.isPresent() || !listed ? "to" : asCc.isPresent() ? "cc" : "bcc";
            out.add(Recipient.newBuilder()
                    .setAddress(address.toString())
                    .setName(asTo.or(() -> asCc).map(Mailbox::name).orElse(""))
                    .setRole(role)
                    .build());
        }
        return out;
    }

    private static List<Mailbox> mailboxes(HeaderBlock header, String name) {
        return header.all(name).stream()
                .flatMap(field -> AddressFields.list(field.value()).stream())
                .toList();
    }

    private static Optional<Mailbox> find(List<Mailbox> mailboxes, MailAddress address) {
        return mailboxes.stream()
                .filter(mailbox -> mailbox.address().equals(address))
                .findFirst();
    }

    /**
     * What makes a repeat the same message: envelope and content, without the fields that a client library writes anew
     * when an application tries again.
     */
    private static byte[] digest(Envelope envelope, HeaderBlock header) {
        String recipients = String.join(
                ",",
                envelope.recipients().stream()
                        .map(MailAddress::toString)
                        .sorted()
                        .toList());
        return Ids.sha256(header.rewrite(
                recipients + "\r\n",
                field -> field.is("Date")
                        || field.is("Message-ID")
                        || field.is("Received")
                        || field.is("X-Migo-Traceparent")));
    }
}
