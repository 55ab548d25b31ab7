package io.migomail.mail.mime;

import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.ParameterList;
import jakarta.mail.internet.ParseException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A node of the MIME tree: its own header block, and a body or further parts. Boundaries hold "=_", which no encoded
 * body can contain (RFC 2045 6.7), so that no content can end its part.
 */
final class Part {
    private final String header;
    private final byte[] body;
    private final List<Part> parts;
    private final String boundary;

    private Part(String header, byte[] body, List<Part> parts, String boundary) {
        this.header = header;
        this.body = body;
        this.parts = parts;
        this.boundary = boundary;
    }

    static Part text(String subtype, String text) {
        TextBody body = TextBody.of(text);
        String header = "Content-Type: text/" + subtype + "; charset=utf-8\r\nContent-Transfer-Encoding: "
                + body.encoding() + "\r\n";
        return new Part(header, body.bytes(), List.of(), "");
    }

    static Part file(MailFile file) {
        StringBuilder header = new StringBuilder(256);
        header.append("Content-Type: ").append(type(file)).append("\r\n");
        header.append("Content-Transfer-Encoding: base64\r\n");
        header.append("Content-Disposition: ").append(file.inline() ? "inline" : "attachment");
        header.append(FileNameParameter.of(file.filename())).append("\r\n");
        if (file.inline()) {
            header.append("Content-ID: <").append(file.contentId()).append(">\r\n");
        }
        return new Part(header.toString(), TextBody.base64(file.content()), List.of(), "");
    }

    static Part multi(String subtype, String boundary, List<Part> parts) {
        String more = subtype.equals("related") ? "; type=\"text/html\"" : "";
        String header = "Content-Type: multipart/" + subtype + more + ";\r\n boundary=\"" + boundary + "\"\r\n";
        return new Part(header, new byte[0], parts, boundary);
    }

    /** Header, empty line and body. */
    void write(ByteArrayOutputStream out) {
        ascii(out, header);
        ascii(out, "\r\n");
        if (parts.isEmpty()) {
            out.writeBytes(body);
            return;
        }
        for (Part part : parts) {
            ascii(out, "--" + boundary + "\r\n");
            part.write(out);
            ascii(out, "\r\n");
        }
        ascii(out, "--" + boundary + "--\r\n");
    }

    /** Octets that {@link #write} will need, about. */
    int size() {
        int size = header.length() + body.length + 200;
        for (Part part : parts) {
            size += part.size();
        }
        return size;
    }

    private static String type(MailFile file) {
        if (file.contentType().isEmpty()) {
            return "application/octet-stream";
        }
        try {
            ContentType type = new ContentType(file.contentType());
            type.setParameterList(own(type.getParameterList()));
            // RFC 2045 6.4: these may not be in base64, and a file is sent as it is.
            boolean composite = type.match("multipart/*") || type.match("message/*");
            String text = composite ? "application/octet-stream" : type.toString();
            if (text != null && FieldText.isAscii(text)) {
                return text;
            }
        } catch (ParseException e) {
            throw new IllegalArgumentException("not a content type: '" + file.contentType() + "'", e);
        }
        throw new IllegalArgumentException("not a content type: '" + file.contentType() + "'");
    }

    /** Parameters of the sender's that keep their meaning: the character set. */
    private static ParameterList own(@org.jspecify.annotations.Nullable ParameterList given) {
        ParameterList kept = new ParameterList();
        String charset = given == null ? null : given.get("charset");
        if (charset != null && charset.matches("[A-Za-z0-9._:-]{1,40}")) {
            kept.set("charset", charset);
        }
        return kept;
    }

    private static void ascii(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }
}
