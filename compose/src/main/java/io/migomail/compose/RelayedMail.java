package io.migomail.compose;

import io.migomail.core.Texts;
import io.migomail.core.record.AcceptedMessage;
import io.migomail.mail.header.MailDate;
import io.migomail.mail.mime.ComposedMail;
import io.migomail.mail.mime.LineEnds;
import io.migomail.mail.mime.MailHeader;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * A submitted MIME message made fit to be signed (RFC 6409 8): line ends become CRLF, fields that are not for the
 * recipients are removed, Date and Message-ID are added where missing. The rest stays as it was submitted.
 */
final class RelayedMail {
    private static final Set<String> REMOVED = Set.of("bcc", "resent-bcc", "return-path");
    private static final String CONTROL_PREFIX = "x-migo-";

    private RelayedMail() {}

    /**
     * So made, with further fields behind its own.
     *
     * @throws IllegalArgumentException where the message has no header
     */
    static ComposedMail normalise(AcceptedMessage message, List<MailHeader> added) {
        byte[] raw = LineEnds.canonical(message.getContent().getRaw().toByteArray());
        int body = bodyStart(raw);
        Set<String> names = new TreeSet<>();
        ByteArrayOutputStream out = new ByteArrayOutputStream(raw.length + 256);
        int at = 0;
        while (at < body) {
            int end = fieldEnd(raw, at, body);
            String name = name(raw, at, end);
            if (!REMOVED.contains(name) && !name.startsWith(CONTROL_PREFIX)) {
                out.write(raw, at, end - at);
                names.add(name);
            }
            at = end;
        }
        if (!names.contains("date")) {
            field(
                    out,
                    "Date",
                    MailDate.of(Instant.ofEpochMilli(message.getHead().getReceivedAt())));
        }
        if (!names.contains("message-id")) {
            field(out, "Message-ID", "<" + MailParts.messageId(message) + ">");
        }
        for (MailHeader each : added) {
            field(out, each.name(), each.value());
        }
        boolean smtputf8 = !Texts.isAscii(out.toByteArray());
        if (body == raw.length) {
            field(out);
        } else {
            out.write(raw, body, raw.length - body);
        }
        byte[] whole = out.toByteArray();
        return new ComposedMail(whole, smtputf8, !Texts.isAscii(whole));
    }

    /** Where the empty line stands that ends the header; the end of the message where there is none. */
    private static int bodyStart(byte[] raw) {
        if (raw.length >= 2 && raw[0] == '\r') {
            throw new IllegalArgumentException("the message has no header");
        }
        for (int i = 0; i + 3 < raw.length; i++) {
            if (raw[i] == '\r' && raw[i + 2] == '\r') {
                return i + 2;
            }
        }
        return raw.length;
    }

    /** The end of the field that begins here, its folded lines included. */
    private static int fieldEnd(byte[] raw, int from, int body) {
        int at = from;
        while (at < body) {
            if (raw[at++] == '\n' && (at >= body || (raw[at] != ' ' && raw[at] != '\t'))) {
                return at;
            }
        }
        return body;
    }

    private static String name(byte[] raw, int from, int end) {
        int at = from;
        while (at < end && raw[at] != ':') {
            at++;
        }
        return new String(raw, from, at - from, StandardCharsets.ISO_8859_1)
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    private static void field(ByteArrayOutputStream out, String... nameAndValue) {
        out.writeBytes((String.join(": ", nameAndValue) + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }
}
