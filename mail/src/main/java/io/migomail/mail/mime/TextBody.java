package io.migomail.mail.mime;

import java.util.Arrays;
import java.util.Base64;

/**
 * A text as the body of a part, in the transfer encoding that keeps it 7-bit, short of line and easy to read: none,
 * quoted-printable, or base64.
 */
record TextBody(String encoding, byte[] bytes) {
    private static final int LINE = 76;
    private static final byte[] CRLF = {'\r', '\n'};

    static TextBody of(String text) {
        byte[] raw = canonical(FieldText.utf8(text));
        int special = 0;
        int line = 0;
        int longest = 0;
        boolean marks = false;
        for (int i = 0; i < raw.length; i++) {
            byte b = raw[i];
            if (b == '\n') {
                longest = Math.max(longest, line - 1);
                line = 0;
                continue;
            }
            line++;
            special += b < 0 || b == '=' || (b < ' ' && b != '\t' && b != '\r') || b == 0x7f ? 1 : 0;
            // "=_" begins every boundary of ours, "From " at a line's start is changed by mailbox files.
            marks |= (b == '_' && i > 0 && raw[i - 1] == '=') || (line == 1 && startsWithFrom(raw, i));
        }
        longest = Math.max(longest, line);
        return encode(raw, special, longest <= LINE && !marks);
    }

    private static TextBody encode(byte[] raw, int special, boolean tame) {
        if (tame && isSevenBit(raw)) {
            return new TextBody("7bit", raw);
        }
        if (special > raw.length / 5) {
            return new TextBody("base64", base64(raw));
        }
        return new TextBody("quoted-printable", QuotedPrintable.encode(raw));
    }

    /** Base64 in lines of 76 characters, each ended by CRLF. */
    static byte[] base64(byte[] raw) {
        byte[] lines = Base64.getMimeEncoder(LINE, CRLF).encode(raw);
        byte[] whole = Arrays.copyOf(lines, lines.length + 2);
        whole[lines.length] = '\r';
        whole[lines.length + 1] = '\n';
        return whole;
    }

    /** Every line ended by CRLF, also the last: a bare CR or LF becomes one. */
    private static byte[] canonical(byte[] text) {
        byte[] out = new byte[text.length + lineEnds(text) + 2];
        int length = 0;
        int line = 0;
        for (int i = 0; i < text.length; i++) {
            byte b = text[i];
            if (b == '\n' || b == '\r') {
                System.arraycopy(text, line, out, length, i - line);
                length = crlf(out, length + i - line);
                i += endsWithLf(text, i) ? 1 : 0;
                line = i + 1;
            }
        }
        if (line < text.length || length == 0) {
            System.arraycopy(text, line, out, length, text.length - line);
            length = crlf(out, length + text.length - line);
        }
        return length == out.length ? out : Arrays.copyOf(out, length);
    }

    private static int lineEnds(byte[] text) {
        int count = 0;
        for (int i = 0; i < text.length; i++) {
            if (text[i] == '\n' || text[i] == '\r') {
                i += endsWithLf(text, i) ? 1 : 0;
                count++;
            }
        }
        return count;
    }

    /** Whether the line end that begins there is a CRLF. */
    private static boolean endsWithLf(byte[] text, int at) {
        return text[at] == '\r' && at + 1 < text.length && text[at + 1] == '\n';
    }

    private static int crlf(byte[] out, int at) {
        out[at] = '\r';
        out[at + 1] = '\n';
        return at + 2;
    }

    private static boolean isSevenBit(byte[] raw) {
        for (byte b : raw) {
            if (b < ' ' && b != '\t' && b != '\r' && b != '\n' || b == 0x7f) {
                return false;
            }
        }
        return true;
    }

    private static boolean startsWithFrom(byte[] raw, int at) {
        return at + 5 <= raw.length
                && raw[at] == 'F'
                && raw[at + 1] == 'r'
                && raw[at + 2] == 'o'
                && raw[at + 3] == 'm'
                && raw[at + 4] == ' ';
    }
}
