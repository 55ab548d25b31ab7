package io.migomail.mail.dkim;

import io.migomail.core.TimeSource;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/**
 * Signs messages, relaxed/relaxed, whole bodies (never l=). Immutable and thread-safe; works on the caller's thread and
 * never blocks. Names in {@link #OVERSIGNED} are listed once more than they occur, so that none can be added later
 * (RFC 6376 8.15).
 */
public final class DkimSigner {
    /** Fields whose later addition breaks the signature. */
    static final List<String> OVERSIGNED = List.of(
            "from",
            "to",
            "cc",
            "subject",
            "date",
            "reply-to",
            "message-id",
            "mime-version",
            "content-type",
            "content-transfer-encoding");

    /** Fields that are signed where present; RFC 8058 4 asks for the List ones. */
    private static final Set<String> SIGNED = Set.of(
            "sender",
            "in-reply-to",
            "references",
            "list-id",
            "list-help",
            "list-post",
            "list-owner",
            "list-archive",
            "list-subscribe",
            "list-unsubscribe",
            "list-unsubscribe-post",
            "feedback-id",
            "content-disposition",
            "content-id",
            "auto-submitted");

    private static final int LINE = 76;
    private static final byte[] NONE = {};

    private final TimeSource time;

    /** A message with its signatures in front, which nobody changes any more, and what these say. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    public record Signed(byte[] message, List<DkimMark> signatures) {}

    /** A signer that takes t= from the wall clock given. */
    public DkimSigner(TimeSource time) {
        this.time = time;
    }

    /**
     * The DKIM-Signature fields, one a key and in the order of the keys, each folded and ended by CRLF, before the message
     * as it is.
     *
     * @param message with CRLF line ends and exactly one From field
     * @throws IllegalArgumentException for a bare CR or LF, a header line that is no field, no From or more than one
     */
    public Signed sign(byte[] message, List<DkimKey> keys) {
        MessageFields fields = MessageFields.of(message);
        if (fields.bottomUp("from").size() != 1) {
            throw new IllegalArgumentException("a message to be signed has exactly one From field");
        }
        byte[] bodyHash = Canonical.body(message, fields.body(), true, -1).hash();
        List<String> names = names(fields);
        byte[] headers = canonicalHeaders(message, fields, names);
        ByteArrayOutputStream out = new ByteArrayOutputStream(1024 * keys.size() + message.length);
        List<DkimMark> signatures = new ArrayList<>(keys.size());
        long seconds = time.wallMillis() / 1000;
        for (DkimKey key : keys) {
            String unsigned = unsigned(
                    new DkimMark(key.domain(), key.selector(), key.algorithm().tag(), bodyHash, NONE), names, seconds);
            signatures.add(signature(out, key, unsigned, bodyHash, headers));
        }
        out.writeBytes(message);
        return new Signed(out.toByteArray(), signatures);
    }

    /** The message with its signatures in front; see {@link #sign}. */
    public byte[] signed(byte[] message, List<DkimKey> keys) {
        return sign(message, keys).message();
    }

    private static DkimMark signature(
            ByteArrayOutputStream out, DkimKey key, String unsigned, byte[] bodyHash, byte[] headers) {
        byte[] field = unsigned.getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream data = new ByteArrayOutputStream(headers.length + field.length);
        data.writeBytes(headers);
        Canonical.relaxedHeader(data, "dkim-signature", field, "DKIM-Signature:".length(), field.length);
        byte[] signature = key.sign(data.toByteArray());
        out.writeBytes(ended(unsigned, signature));
        return new DkimMark(key.domain(), key.selector(), key.algorithm().tag(), bodyHash, signature);
    }

    /** A field up to {@code b=}, without the signature. */
    static String unsigned(DkimMark mark, List<String> names, long seconds) {
        StringBuilder text = new StringBuilder(900).append("DKIM-Signature: v=1; a=");
        text.append(mark.algorithm()).append("; c=relaxed/relaxed;\r\n d=").append(mark.domain());
        text.append(";\r\n s=").append(mark.selector());
        text.append("; t=").append(seconds).append(";\r\n");
        foldNames(text, names);
        text.append(";\r\n bh=").append(Base64.getEncoder().encodeToString(mark.bodyHash()));
        return text.append(";\r\n b=").toString();
    }

    /** The field with its signature and its line end. */
    static byte[] ended(String unsigned, byte[] signature) {
        StringBuilder text = new StringBuilder(unsigned);
        foldBase64(text, Base64.getEncoder().encodeToString(signature));
        return text.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
    }

    static List<String> names(MessageFields fields) {
        List<String> names = new ArrayList<>(fields.fields().size() + OVERSIGNED.size());
        for (MessageFields.Field field : fields.fields()) {
            if (SIGNED.contains(field.name()) || OVERSIGNED.contains(field.name())) {
                names.add(field.name());
            }
        }
        names.addAll(OVERSIGNED);
        return names;
    }

    private static byte[] canonicalHeaders(byte[] message, MessageFields fields, List<String> names) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(2048);
        for (MessageFields.Field field : HeaderChoice.choose(fields, names)) {
            Canonical.header(out, message, field, true);
        }
        return out.toByteArray();
    }

    private static void foldNames(StringBuilder text, List<String> names) {
        text.append(" h=");
        int column = 3;
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i) + (i + 1 < names.size() ? ":" : "");
            if (column + name.length() >= LINE) {
                text.append("\r\n  ");
                column = 2;
            }
            text.append(name);
            column += name.length();
        }
    }

    private static void foldBase64(StringBuilder text, String value) {
        for (int at = 0; at < value.length(); at += LINE - 4) {
            text.append(at == 0 ? "" : "\r\n ").append(value, at, Math.min(at + LINE - 4, value.length()));
        }
    }
}
