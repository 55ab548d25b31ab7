package io.migomail.mail.mime;

import java.util.Arrays;

/** Line ends as mail has them: CRLF, and no other CR or LF (RFC 5322 2.3). Stateless. */
public final class LineEnds {
    private LineEnds() {}

    /** Every CR, LF and CRLF becomes CRLF, and the last line is ended; an empty text becomes one empty line. */
    public static byte[] canonical(byte[] text) {
        byte[] out = new byte[text.length + count(text) + 2];
        int length = 0;
        int line = 0;
        for (int i = 0; i < text.length; i++) {
            if (isEnd(text[i])) {
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

    /** CR or LF. */
    static boolean isEnd(byte b) {
        return b == '\n' || b == '\r';
    }

    /** Whether the line end that begins there is a CRLF. */
    static boolean endsWithLf(byte[] text, int at) {
        return text[at] == '\r' && at + 1 < text.length && text[at + 1] == '\n';
    }

    private static int count(byte[] text) {
        int count = 0;
        for (int i = 0; i < text.length; i++) {
            if (isEnd(text[i])) {
                i += endsWithLf(text, i) ? 1 : 0;
                count++;
            }
        }
        return count;
    }

    private static int crlf(byte[] out, int at) {
        out[at] = '\r';
        out[at + 1] = '\n';
        return at + 2;
    }
}
