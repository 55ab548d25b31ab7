package io.migomail.mail.mime;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.internet.ParseException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The HTML of a whole message where it can be exchanged without harm: the first {@code text/html} that is no attachment and
 * lies in nothing but mixed, alternative and related parts. So what is signed or encrypted stays, and what is forwarded
 * within. Everything else of the message stays octet for octet. Immutable.
 */
public final class HtmlPart {
    private static final int DEPTH = 8;
    private static final int LONGEST_LINE = 998;
    private static final Set<String> CONTAINERS = Set.of("mixed", "alternative", "related");
    private static final Set<String> PLAIN = Set.of("", "7bit", "8bit", "binary");
    private static final String BASE64 = "base64";
    private static final String QUOTED = "quoted-printable";

    /** Character sets in which an octet below 128 is always the ASCII character. */
    private static final Pattern SAFE_CHARSET =
            Pattern.compile("utf-?8|us-ascii|ascii|iso-8859-\\d{1,2}|windows-125\\d|latin1|koi8-[ru]");

    private final byte[] message;
    private final MessagePart part;
    private final String html;

    private HtmlPart(byte[] message, MessagePart part, String html) {
        this.message = message;
        this.part = part;
        this.html = html;
    }

    /** That of a message with CRLF line ends; null where there is none that may be exchanged. */
    public static @Nullable HtmlPart find(byte[] message) {
        MessagePart whole = MessagePart.of(message, 0, message.length);
        // Whoever signed it before us signed its body.
        return whole == null || whole.has("dkim-signature") ? null : find(message, whole, 0);
    }

    private static @Nullable HtmlPart find(byte[] message, MessagePart part, int depth) {
        ContentType type = type(part);
        if (type == null
                || part.field("content-disposition").toLowerCase(Locale.ROOT).startsWith("attachment")) {
            return null;
        }
        if (type.match("text/html")) {
            String html = decoded(part, type);
            return html == null ? null : new HtmlPart(message, part, html);
        }
        String boundary = type.getParameter("boundary");
        boolean descends = type.getPrimaryType().equalsIgnoreCase("multipart")
                && CONTAINERS.contains(type.getSubType().toLowerCase(Locale.ROOT));
        if (descends && boundary != null && depth < DEPTH) {
            for (MessagePart child : part.children(boundary)) {
                HtmlPart found = find(message, child, depth + 1);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    private static @Nullable ContentType type(MessagePart part) {
        try {
            return part.has("content-type") ? new ContentType(part.field("content-type")) : null;
        } catch (ParseException e) {
            return null;
        }
    }

    private static @Nullable String decoded(MessagePart part, ContentType type) {
        String charset = type.getParameter("charset");
        String encoding = encoding(part);
        boolean known = PLAIN.contains(encoding) || List.of(BASE64, QUOTED).contains(encoding);
        if (!known
                || charset != null
                        && !SAFE_CHARSET
                                .matcher(charset.toLowerCase(Locale.ROOT))
                                .matches()) {
            return null;
        }
        if (PLAIN.contains(encoding)) {
            return new String(part.body(), StandardCharsets.ISO_8859_1);
        }
        try (InputStream in = MimeUtility.decode(new ByteArrayInputStream(part.body()), encoding)) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (MessagingException | IOException e) {
            return null;
        }
    }

    private static String encoding(MessagePart part) {
        return part.field("content-transfer-encoding").toLowerCase(Locale.ROOT);
    }

    /** The HTML, an octet a character: its ASCII is as it is, everything else must stay. */
    public String html() {
        return html;
    }

    /**
     * The message with other HTML in its place, in the same transfer encoding; in quoted-printable where a line would grow
     * beyond what SMTP carries (RFC 5321 4.5.3.1.6).
     *
     * @param other an octet a character, as {@link #html} gave it
     */
    public byte[] with(String other) {
        if (other.equals(html)) {
            return message;
        }
        byte[] octets = other.getBytes(StandardCharsets.ISO_8859_1);
        String encoding = encoding(part);
        ByteArrayOutputStream out = new ByteArrayOutputStream(message.length + other.length());
        if (encoding.equals(BASE64)) {
            write(out, part.bodyFrom(), TextBody.base64(octets));
        } else if (encoding.equals(QUOTED)) {
            write(out, part.bodyFrom(), QuotedPrintable.encode(octets));
        } else if (longestLine(octets) <= LONGEST_LINE) {
            write(out, part.bodyFrom(), octets);
        } else {
            out.write(message, 0, part.from());
            part.writeHeader(out, "content-transfer-encoding", "Content-Transfer-Encoding: quoted-printable\r\n");
            out.writeBytes(QuotedPrintable.encode(octets));
            out.write(message, part.to(), message.length - part.to());
        }
        return out.toByteArray();
    }

    private void write(ByteArrayOutputStream out, int before, byte[] body) {
        out.write(message, 0, before);
        out.writeBytes(body);
        out.write(message, part.to(), message.length - part.to());
    }

    private static int longestLine(byte[] octets) {
        int longest = 0;
        int begin = 0;
        for (int i = 0; i < octets.length; i++) {
            if (octets[i] == '\n') {
                longest = Math.max(longest, i - begin);
                begin = i + 1;
            }
        }
        return Math.max(longest, octets.length - begin);
    }
}
