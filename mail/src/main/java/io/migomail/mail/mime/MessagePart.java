package io.migomail.mail.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A part of a message, or all of it, and where in its octets it stands. Shares the message's array.
 *
 * @param from where its header begins
 * @param bodyFrom behind the empty line
 * @param to the end of its body; the line end before a boundary belongs to the boundary (RFC 2046 5.1.1)
 * @param fields by name in lower case: the first of each, unfolded
 */
record MessagePart(byte[] message, int from, int bodyFrom, int to, Map<String, String> fields) {
    private static final int PARTS = 1000;

    /** That between two places; null where no empty line ends its header. */
    static @Nullable MessagePart of(byte[] message, int from, int to) {
        Map<String, String> fields = new LinkedHashMap<>();
        int at = from;
        while (at < to) {
            if (startsWith(message, at, to, "\r\n")) {
                return new MessagePart(message, from, at + 2, to, fields);
            }
            int end = fieldEnd(message, at, to);
            String field = new String(message, at, end - at, StandardCharsets.ISO_8859_1);
            int colon = field.indexOf(':');
            if (colon > 0) {
                String name = field.substring(0, colon).strip().toLowerCase(Locale.ROOT);
                fields.putIfAbsent(
                        name, field.substring(colon + 1).replace("\r\n", "").strip());
            }
            at = end;
        }
        return null;
    }

    boolean has(String name) {
        return fields.containsKey(name);
    }

    /** Its value; empty where there is none. */
    String field(String name) {
        return fields.getOrDefault(name, "");
    }

    byte[] body() {
        return Arrays.copyOfRange(message, bodyFrom, to);
    }

    /** Its header and the empty line, with another field instead of those of a name. */
    void writeHeader(ByteArrayOutputStream out, String without, String instead) {
        for (int at = from; at < bodyFrom - 2; ) {
            int end = fieldEnd(message, at, bodyFrom - 2);
            String line = new String(message, at, end - at, StandardCharsets.ISO_8859_1);
            int colon = line.indexOf(':');
            if (colon < 0 || !line.substring(0, colon).strip().equalsIgnoreCase(without)) {
                out.write(message, at, end - at);
            }
            at = end;
        }
        out.writeBytes((instead + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    /** The parts between the lines of a boundary. */
    List<MessagePart> children(String boundary) {
        List<MessagePart> out = new ArrayList<>();
        String line = "--" + boundary;
        int begin = -1;
        for (int at = bodyFrom; at < to && out.size() < PARTS; at = lineEnd(message, at, to)) {
            if (!startsWith(message, at, to, line)) {
                continue;
            }
            int end = lineEnd(message, at, to);
            String rest = new String(message, at + line.length(), end - at - line.length(), StandardCharsets.ISO_8859_1)
                    .strip();
            if (!rest.isEmpty() && !rest.equals("--")) {
                continue;
            }
            MessagePart part = begin < 0 || begin > at - 2 ? null : of(message, begin, at - 2);
            if (part != null) {
                out.add(part);
            }
            if (!rest.isEmpty()) {
                return out;
            }
            begin = end;
        }
        return out;
    }

    private static boolean startsWith(byte[] message, int at, int to, String text) {
        if (to - at < text.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if ((message[at + i] & 0xff) != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static int lineEnd(byte[] message, int from, int to) {
        int at = from;
        while (at < to && message[at] != '\n') {
            at++;
        }
        return Math.min(at + 1, to);
    }

    private static int fieldEnd(byte[] message, int from, int to) {
        int at = lineEnd(message, from, to);
        while (at < to && (message[at] == ' ' || message[at] == '\t')) {
            at = lineEnd(message, at, to);
        }
        return at;
    }
}
