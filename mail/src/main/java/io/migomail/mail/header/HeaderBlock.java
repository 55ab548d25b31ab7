package io.migomail.mail.header;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The header block of a message with CRLF line ends, read strictly: two programs must not disagree on what a field is.
 * Knows the place of every field, so that fields can be taken out and the rest stays octet for octet. Immutable; shares
 * the message's array.
 */
public final class HeaderBlock {
    private static final int BYTES_MAX = 512 * 1024;
    private static final int FIELDS_MAX = 1000;

    private final byte[] message;
    private final List<HeaderField> fields;
    private final int end;

    private HeaderBlock(byte[] message, List<HeaderField> fields, int end) {
        this.message = message;
        this.fields = List.copyOf(fields);
        this.end = end;
    }

    /**
     * Reads the block up to the first empty line or the end of the message.
     *
     * @throws HeaderFormatException where a line is neither a field nor a continuation, a name is malformed, a value is not
     *     UTF-8 or holds a control character, or there is too much of it
     */
    public static HeaderBlock parse(byte[] message) throws HeaderFormatException {
        List<HeaderField> fields = new ArrayList<>();
        int at = 0;
        while (at < message.length && !emptyLine(message, at)) {
            int next = fieldEnd(message, at);
            if (next > BYTES_MAX || fields.size() == FIELDS_MAX) {
                throw new HeaderFormatException("the header is larger than the limit");
            }
            fields.add(field(message, at, next));
            at = next;
        }
        return new HeaderBlock(message, fields, at);
    }

    /** The fields, in order. */
    public List<HeaderField> fields() {
        return fields;
    }

    /** The only field of this name. @throws HeaderFormatException where there are several */
    public Optional<HeaderField> single(String name) throws HeaderFormatException {
        List<HeaderField> found = all(name);
        if (found.size() > 1) {
            throw new HeaderFormatException("the field " + name + " stands more than once");
        }
        return found.stream().findFirst();
    }

    /** Every field of this name. */
    public List<HeaderField> all(String name) {
        return fields.stream().filter(field -> field.is(name)).toList();
    }

    /**
     * The message with {@code prefix} (whole lines with CRLF) in front and without some fields; it always has the empty
     * line after the header, and ends with CRLF.
     */
    public byte[] rewrite(String prefix, Predicate<HeaderField> removed) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(message.length + prefix.length() + 4);
        out.writeBytes(prefix.getBytes(StandardCharsets.UTF_8));
        for (HeaderField field : fields) {
            if (!removed.test(field)) {
                out.write(message, field.start(), field.end() - field.start());
                if (message[field.end() - 1] != '\n') {
                    out.writeBytes(new byte[] {'\r', '\n'});
                }
            }
        }
        boolean separated = end < message.length;
        if (!separated) {
            out.writeBytes(new byte[] {'\r', '\n'});
        }
        out.write(message, end, message.length - end);
        if (separated && message[message.length - 1] != '\n') {
            out.writeBytes(new byte[] {'\r', '\n'});
        }
        return out.toByteArray();
    }

    private static boolean emptyLine(byte[] message, int at) {
        return message[at] == '\r' && at + 1 < message.length && message[at + 1] == '\n';
    }

    private static int fieldEnd(byte[] message, int from) {
        int i = from;
        while (i < message.length) {
            while (i < message.length && message[i] != '\n') {
                i++;
            }
            i = Math.min(i + 1, message.length);
            if (i == message.length || message[i] != ' ' && message[i] != '\t') {
                return i;
            }
        }
        return i;
    }

    private static HeaderField field(byte[] message, int start, int end) throws HeaderFormatException {
        int colon = start;
        while (colon < end && message[colon] > ' ' && message[colon] < 0x7f && message[colon] != ':') {
            colon++;
        }
        if (colon == start || colon == end || message[colon] != ':') {
            throw new HeaderFormatException(
                    "a line of the header is no field; is the empty line before the body missing?");
        }
        String name = new String(message, start, colon - start, StandardCharsets.US_ASCII);
        return new HeaderField(name, value(message, colon + 1, end, name), start, end);
    }

    private static String value(byte[] message, int from, int to, String name) throws HeaderFormatException {
        String folded;
        try {
            folded = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(message, from, to - from))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new HeaderFormatException("the field " + name + " is not UTF-8");
        }
        String value = folded.replace("\r\n", "").strip();
        if (value.chars().anyMatch(c -> c < ' ' && c != '\t' || c == 0x7f)) {
            throw new HeaderFormatException("the field " + name + " holds a control character");
        }
        return value;
    }
}
