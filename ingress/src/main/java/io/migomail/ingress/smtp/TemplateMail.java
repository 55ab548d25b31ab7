package io.migomail.ingress.smtp;

import io.migomail.core.Limits;
import io.migomail.core.Mailbox;
import io.migomail.core.record.Content;
import io.migomail.core.record.Header;
import io.migomail.core.record.Recipient;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.ingress.problem.Problem;
import io.migomail.mail.header.AddressFields;
import io.migomail.mail.header.HeaderBlock;
import io.migomail.mail.header.HeaderField;
import io.migomail.mail.header.HeaderFormatException;
import io.migomail.mail.mime.ReservedHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What of a submitted message goes on beside a template: names, Reply-To and the application's own fields. Stateless. */
final class TemplateMail {
    /** Written by client libraries about themselves. */
    private static final Set<String> OF_THE_CLIENT = Set.of("user-agent", "x-mailer", "x-mimeole");

    private TemplateMail() {}

    static Content content(TemplateHeaders template, HeaderBlock header, Mailbox from) throws HeaderFormatException {
        refuseAttachments(header);
        Content.Builder content = Content.newBuilder()
                .setTemplate(template.content())
                .setFromName(from.name())
                .addAllHeaders(headers(header));
        Optional<HeaderField> replyTo = header.single("Reply-To");
        replyTo.ifPresent(field -> content.setReplyTo(replyTo(field)));
        return content.build();
    }

    /** A template has no place for them, and a file must not vanish silently. */
    private static void refuseAttachments(HeaderBlock header) throws HeaderFormatException {
        String type = header.single("Content-Type").map(HeaderField::value).orElse("");
        if (type.toLowerCase(Locale.ROOT).startsWith("multipart/mixed")) {
            throw Problem.at(
                    "Content-Type",
                    ErrorCode.CONFLICTING_CONTENT,
                    "Attachments cannot be combined with X-Migo-Template; use the REST API for that.");
        }
    }

    private static Recipient replyTo(HeaderField field) {
        try {
            Mailbox mailbox = AddressFields.single(field.value());
            return Recipient.newBuilder()
                    .setAddress(mailbox.address().toString())
                    .setName(mailbox.name())
                    .build();
        } catch (IllegalArgumentException e) {
            throw Problem.at(
                    "Reply-To", ErrorCode.VALIDATION_FAILED, "Reply-To must hold one address: " + e.getMessage() + ".");
        }
    }

    private static List<Header> headers(HeaderBlock header) {
        List<Header> out = new ArrayList<>();
        for (HeaderField field : header.fields()) {
            String lower = field.name().toLowerCase(Locale.ROOT);
            if (!ReservedHeaders.contains(lower) && !OF_THE_CLIENT.contains(lower)) {
                String text = ControlHeaders.line(field);
                ControlHeaders.atMost(field, text, Limits.HEADER_CHARS);
                out.add(Header.newBuilder().setName(field.name()).setValue(text).build());
            }
        }
        if (out.size() > Limits.HEADERS) {
            throw Problem.of(ErrorCode.TOO_MANY, "At most " + Limits.HEADERS + " headers of your own are allowed.");
        }
        return out;
    }
}
