package io.migomail.mail.mime;

import java.util.Base64;

/** Encoded words in UTF-8 (RFC 2047): at most 75 characters each, whole characters only, Q or B by what is shorter. */
final class EncodedWords {
    private static final int WORD = 75;
    private static final String SAFE = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!*+-/";
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private EncodedWords() {}

    /** Appends a blank and the words, each further one on a line of its own; {@code column} is where the first begins. */
    static void append(StringBuilder out, String text, int column) {
        boolean q = shorterInQ(text);
        int room = WORD - "=?UTF-8?Q?".length() - "?=".length();
        int left = Math.max(room - column, 20);
        int at = 0;
        out.append(' ');
        while (at < text.length()) {
            int end = at;
            int size = 0;
            while (end < text.length()) {
                int next = end + Character.charCount(text.codePointAt(end));
                int grown = size + cost(text, end, next, q);
                if ((q ? grown : (grown + 2) / 3 * 4) > left) {
                    break;
                }
                size = grown;
                end = next;
            }
            out.append(at == 0 ? "" : "\r\n ");
            word(out, FieldText.utf8(text.substring(at, end)), q);
            at = end;
            left = room;
        }
    }

    private static void word(StringBuilder out, byte[] bytes, boolean q) {
        out.append(q ? "=?UTF-8?Q?" : "=?UTF-8?B?");
        if (q) {
            for (byte b : bytes) {
                appendQ(out, b);
            }
        } else {
            out.append(Base64.getEncoder().encodeToString(bytes));
        }
        out.append("?=");
    }

    private static void appendQ(StringBuilder out, byte b) {
        if (b == ' ') {
            out.append('_');
        } else if (isSafe(b)) {
            out.append((char) b);
        } else {
            out.append('=').append(HEX[(b >> 4) & 15]).append(HEX[b & 15]);
        }
    }

    /** Octets (B) or characters (Q) that a code point takes. */
    private static int cost(String text, int from, int to, boolean q) {
        byte[] bytes = FieldText.utf8(text.substring(from, to));
        return q ? costQ(bytes) : bytes.length;
    }

    private static int costQ(byte[] bytes) {
        int size = 0;
        for (byte b : bytes) {
            size += b == ' ' || isSafe(b) ? 1 : 3;
        }
        return size;
    }

    private static boolean shorterInQ(String text) {
        byte[] bytes = FieldText.utf8(text);
        return costQ(bytes) <= (bytes.length + 2) / 3 * 4;
    }

    /** What may stand for itself even within a phrase (RFC 2047 5 (3)). */
    private static boolean isSafe(byte b) {
        return b > 0 && SAFE.indexOf(b) >= 0;
    }
}
