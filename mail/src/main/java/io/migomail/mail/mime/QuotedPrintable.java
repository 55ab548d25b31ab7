package io.migomail.mail.mime;

import java.util.Arrays;

/** The quoted-printable encoding of text (RFC 2045 6.7): lines of at most 76 characters, every line end a CRLF. */
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
            int run = column == 0 ? 0 : plainRun(i);
            if (run > 0) {
                System.arraycopy(raw, i, out, length, run);
                length += run;
                column += run;
                i += run - 1;
            } else if (LineEnds.isEnd(b)) {
                newLine();
                i += LineEnds.endsWithLf(raw, i) ? 1 : 0;
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
        if (raw.length == 0 || !LineEnds.isEnd(raw[raw.length - 1])) {
            newLine();
        }
        return Arrays.copyOf(out, length);
    }

    /** How many octets from here stand as they are, within a begun line, with room for them; no blank is the last. */
    private int plainRun(int from) {
        int most = Math.min(raw.length, from + LINE - 1 - column);
        int at = from;
        while (at < most && (raw[at] == ' ' || raw[at] > ' ' && raw[at] != '=' && raw[at] != 0x7f)) {
            at++;
        }
        if (at > from && raw[at - 1] == ' ') {
            at--;
        }
        ensure(at - from);
        return at - from;
    }

    /** Breaks the line softly where the next characters, and the "=" that a further break needs, do not fit. */
    private void room(int size, boolean last) {
        ensure(size);
        if (full(size, last)) {
            out[length++] = '=';
            newLine();
        }
    }

    /** Room for so many octets more, and for what ends a line. */
    private void ensure(int size) {
        if (length + size + 8 > out.length) {
            out = Arrays.copyOf(out, out.length + out.length / 2 + LINE);
        }
    }

    private void newLine() {
        ensure(0);
        out[length++] = '\r';
        out[length++] = '\n';
        column = 0;
    }

    private boolean endsLine(int at) {
        return at >= raw.length || LineEnds.isEnd(raw[at]);
    }

    /** An "F" that would begin a line, after a soft break too, with "From ": mailbox files change such lines. */
    private boolean from(int at) {
        return raw[at] == 'F'
                && at + 4 < raw.length
                && raw[at + 1] == 'r'
                && raw[at + 4] == ' '
                && (column == 0 || full(1, false));
    }

    private boolean full(int size, boolean last) {
        return column + size > (last ? LINE : LINE - 1);
    }

    private static boolean isPlain(byte b) {
        return (b >= ' ' && b < 0x7f && b != '=') || b == '\t';
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t';
    }
}
