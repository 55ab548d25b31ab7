package io.migomail.mail.mime;

import io.migomail.mail.mime.ReadMail.ReadFile;
import jakarta.mail.BodyPart;
import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimePart;
import jakarta.mail.internet.MimePartDataSource;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.internet.ParseException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Reads messages leniently, for showing and for tests: what cannot be decoded is kept as a file. Thread-safe. Content
 * handlers of jakarta.activation are never asked, since finding them depends on the thread's class loader.
 */
public final class MimeReader {
    private static final int MAX_DEPTH = 20;
    private static final int MAX_PARTS = 1000;
    private static final Session SESSION = session();

    private MimeReader() {}

    /** Reads a message; never throws for anything a message may hold. */
    public static ReadMail read(byte[] message) {
        try {
            MimeMessage mime = new MimeMessage(SESSION, new ByteArrayInputStream(message));
            Walk walk = new Walk();
            walk.part(mime, 0);
            return new ReadMail(headers(mime), walk.text, walk.html, walk.files);
        } catch (MessagingException e) {
            String raw = new String(message, StandardCharsets.ISO_8859_1);
            return new ReadMail(List.of(), raw, null, List.of());
        }
    }

    private static List<MailHeader> headers(MimeMessage mime) throws MessagingException {
        List<MailHeader> headers = new ArrayList<>();
        for (Header header : Collections.list(mime.getAllHeaders())) {
            headers.add(new MailHeader(header.getName(), decoded(header.getValue())));
        }
        return headers;
    }

    private static String decoded(String value) {
        String unfolded = MimeUtility.unfold(value);
        try {
            return MimeUtility.decodeText(unfolded);
        } catch (UnsupportedEncodingException e) {
            return unfolded;
        }
    }

    private static Session session() {
        Properties properties = new Properties();
        properties.setProperty("mail.mime.allowutf8", "true");
        properties.setProperty("mail.mime.address.strict", "false");
        return Session.getInstance(properties);
    }

    /** Collects the leaves of one message. */
    private static final class Walk {
        private final List<ReadFile> files = new ArrayList<>();
        private @Nullable String text;
        private @Nullable String html;
        private int parts;

        void part(MimePart part, int depth) {
            if (++parts > MAX_PARTS) {
                return;
            }
            ContentType type = type(part);
            if (type.match("multipart/*") && depth < MAX_DEPTH && children(part, depth)) {
                return;
            }
            leaf(part, type);
        }

        /** Whether the part could be read as a multipart. */
        private boolean children(MimePart part, int depth) {
            try {
                MimeMultipart multipart = new MimeMultipart(new MimePartDataSource(part));
                int count = multipart.getCount();
                for (int i = 0; i < count; i++) {
                    BodyPart child = multipart.getBodyPart(i);
                    if (child instanceof MimePart mime) {
                        part(mime, depth + 1);
                    }
                }
                return true;
            } catch (MessagingException e) {
                return false;
            }
        }

        private void leaf(MimePart part, ContentType type) {
            byte[] content = content(part);
            boolean shown = !"attachment".equalsIgnoreCase(disposition(part));
            if (shown && text == null && type.match("text/plain")) {
                text = new String(content, charset(type));
            } else if (shown && html == null && type.match("text/html")) {
                html = new String(content, charset(type));
            } else {
                files.add(new ReadFile(filename(part), type.getBaseType().toLowerCase(Locale.ROOT), id(part), content));
            }
        }

        private static byte[] content(MimePart part) {
            try (InputStream in = part.getInputStream()) {
                return in.readAllBytes();
            } catch (IOException | MessagingException e) {
                return new byte[0];
            }
        }

        private static ContentType type(MimePart part) {
            try {
                String text = part.getHeader("Content-Type", null);
                if (text != null) {
                    return new ContentType(text);
                }
            } catch (ParseException e) {
                return new ContentType("application", "octet-stream", null);
            } catch (MessagingException e) {
                // falls through to the default of RFC 2045 5.2
            }
            return new ContentType("text", "plain", null);
        }

        private static Charset charset(ContentType type) {
            String name = type.getParameter("charset");
            try {
                return name == null ? StandardCharsets.UTF_8 : Charset.forName(MimeUtility.javaCharset(name));
            } catch (IllegalArgumentException e) {
                return StandardCharsets.ISO_8859_1;
            }
        }

        private static @Nullable String disposition(MimePart part) {
            try {
                return part.getDisposition();
            } catch (MessagingException e) {
                return null;
            }
        }

        private static String filename(MimePart part) {
            try {
                String name = part.getFileName();
                return name == null ? "" : isEncodedWords(part) ? decoded(name) : name;
            } catch (MessagingException e) {
                return "";
            }
        }

        /** Many write RFC 2047 words into a parameter, though RFC 2047 5 forbids it; RFC 2231 is decoded already. */
        private static boolean isEncodedWords(MimePart part) throws MessagingException {
            String raw = part.getHeader("Content-Disposition", " ") + part.getHeader("Content-Type", " ");
            return raw.contains("=?");
        }

        private static String id(MimePart part) {
            try {
                String id = part.getContentID();
                return id == null ? "" : id.strip().replaceAll("^<|>$", "");
            } catch (MessagingException e) {
                return "";
            }
        }
    }
}
