package io.migomail.mail.dkim;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Where the header fields of a message and its body lie, without copying it. Immutable. */
final class MessageFields {
    /**
     * One header field.
     *
     * @param name in lower case, without white space before the colon
     * @param start offset of its first octet
     * @param value offset after the colon
     * @param end offset after its last CRLF
     */
    record Field(String name, int start, int value, int end) {}

    private final List<Field> fields;
    private final int body;

    private MessageFields(List<Field> fields, int body) {
        this.fields = fields;
        this.body = body;
    }

    /**
     * Finds the fields of a message.
     *
     * @throws IllegalArgumentException for a bare CR or LF anywhere, and for a header line that is no field
     */
    static MessageFields of(byte[] message) {
        requireCanonical(message);
        List<Field> fields = new ArrayList<>(24);
        int at = 0;
        while (at < message.length && message[at] != '\r') {
            int end = fieldEnd(message, at);
            fields.add(field(message, at, end));
            at = end;
        }
        return new MessageFields(fields, Math.min(at + 2, message.length));
    }

    List<Field> fields() {
        return fields;
    }

    /** Offset of the body; the message's length where there is none. */
    int body() {
        return body;
    }

    /** Fields of that lower-case name, the last first: the order in which h= takes them (RFC 6376 5.4.2). */
    List<Field> bottomUp(String name) {
        List<Field> found = new ArrayList<>(2);
        for (int i = fields.size() - 1; i >= 0; i--) {
            if (fields.get(i).name().equals(name)) {
                found.add(fields.get(i));
            }
        }
        return found;
    }

    private static void requireCanonical(byte[] message) {
        for (int i = 0; i < message.length; i++) {
            byte b = message[i];
            if (b > '\r') {
                continue;
            }
            if (b == '\n' || (b == '\r' && (i + 1 == message.length || message[++i] != '\n'))) {
                throw new IllegalArgumentException("message holds a bare CR or LF at octet " + i);
            }
        }
    }

    private static int fieldEnd(byte[] message, int from) {
        for (int i = from; i < message.length; i++) {
            if (message[i] == '\n' && (i + 1 == message.length || !isBlank(message[i + 1]))) {
                return i + 1;
            }
        }
        throw new IllegalArgumentException("header ends without CRLF");
    }

    private static Field field(byte[] message, int start, int end) {
        int colon = start;
        while (colon < end && message[colon] != ':' && message[colon] != '\r') {
            colon++;
        }
        int nameEnd = colon;
        while (nameEnd > start && isBlank(message[nameEnd - 1])) {
            nameEnd--;
        }
        if (nameEnd == start || message[colon] != ':') {
            throw new IllegalArgumentException("header line at octet " + start + " is no field");
        }
        String name = new String(message, start, nameEnd - start, StandardCharsets.ISO_8859_1);
        return new Field(name.toLowerCase(Locale.ROOT), start, colon + 1, end);
    }

    static boolean isBlank(byte b) {
        return b == ' ' || b == '\t';
    }
}
