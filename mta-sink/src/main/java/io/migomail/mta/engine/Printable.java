package io.migomail.mta.engine;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Octets of strangers as text that is safe in logs, records and pages: anything not printable is escaped. Stateless. */
final class Printable {
    private Printable() {}

    /** Appends the octets, as UTF-8 where they are, until {@code out} has {@code limit} characters. */
    static void append(StringBuilder out, byte[] octets, int limit) {
        String text = decode(octets);
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            String piece = printable(point) ? Character.toString(point) : escape(point);
            if (out.length() + piece.length() > limit) {
                return;
            }
            out.append(piece);
        }
    }

    private static String decode(byte[] octets) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString();
        } catch (CharacterCodingException e) {
            return latin(octets);
        }
    }

    private static String latin(byte[] octets) {
        StringBuilder out = new StringBuilder(octets.length);
        for (byte octet : octets) {
            // Octets above 127 that are no UTF-8 become C1 controls' neighbours; escape them all.
            out.append(octet >= 0 ? Character.toString((char) octet) : escape(octet & 0xff));
        }
        return out.toString();
    }

    private static boolean printable(int point) {
        if (point < 0x7f) {
            return point >= 0x20;
        }
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    private static String escape(int point) {
        return point <= 0xff ? String.format("\\x%02x", point) : String.format("\\u{%x}", point);
    }
}
