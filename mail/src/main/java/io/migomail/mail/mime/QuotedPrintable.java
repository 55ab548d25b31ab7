package io.migomail.mail.mime;

import java.util.Arrays;

/** The quoted-printable encoding of text with CRLF line ends (RFC 2045 6.7): lines of at most 76 characters. */
final class QuotedPrintable {
    private static final int LINE = 76;
    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'};

    private final byte[] raw;
    private byte[] out;
    private int length;
    private int column;

    private QuotedPrintable(byte[] raw) {
        this.raw = raw;
        this.out = new byte[raw.length + raw.length / 8 + 64];
    }

    static byte[] encode(byte[] raw) {
        return new QuotedPrintable(raw).run();
    }

    private byte[] run() {
        for (int i = 0; i < raw.length; i++) {
            byte b = raw[i];
            if (b > ' ' && b != '=' && b != 0x7f && column > 0 && column < LINE - 1 && length + 8 <= out.length) {
                // Nearly every octet: plain, within a line, with room.
                out[length++] = b;
                column++;
            } else if (b == '\r' && i + 1 < raw.length && raw[i + 1] == '\n') {
                newLine();
                i++;
            } else if (isPlain(b) && !(isBlank(b) && endsLine(i + 1)) && !from(i)) {
                room(1, endsLine(i + 1));
                out[length++] = b;
                column++;
            } else {
                room(3, endsLine(i + 1));
                out[length++] = '=';
                out[length++] = HEX[(b >> 4) & 15];
                out[length++] = HEX[b & 15];
                column += 3;
            }
        }
        return Arrays.copyOf(out, length);
    }

    /** Breaks the line softly where the next characters, and the "=" that a further break needs, do not fit. */
    private void room(int size, boolean last) {
        if (length + 8 > out.length) {
            out = Arrays.copyOf(out, out.length + out.length / 2);
        }
        if (column + size > (last ? LINE : LINE - 1)) {
            out[length++] = '=';
            newLine();
        }
    }

    private void newLine() {
        if (length + 8 > out.length) {
            out = Arrays.copyOf(out, out.length + out.length / 2);
        }
        out[length++] = '\r';
        out[length++] = '\n';
        column = 0;
    }

    private boolean endsLine(int at) {
        return at >= raw.length || raw[at] == '\r';
    }

    /** An "F" that would begin a line with "From ": mailbox files change such lines. */
    private boolean from(int at) {
        return column == 0 && raw[at] == 'F' && at + 4 < raw.length && raw[at + 1] == 'r' && raw[at + 4] == ' ';
    }

    private static boolean isPlain(byte b) {
        return (b >= ' ' && b < 0x7f && b != '=') || b == '\t';
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t';
    }
}
