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
        byte[] raw = FieldText.utf8(text);
        Census census = new Census(raw);
        if (census.tame()) {
            return new TextBody("7bit", LineEnds.canonical(raw));
        }
        if (census.special > raw.length / 5) {
            return new TextBody("base64", base64(LineEnds.canonical(raw)));
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

    /** What a text holds, by one look at each octet. */
    private static final class Census {
        private final byte[] raw;
        /** Octets that quoted-printable writes as three. */
        private int special;
        /** Whether there are others than ASCII's printing ones, tab and line ends. */
        private boolean unseen;
        /** Whether a line would be taken for a boundary ("=_" begins ours), or is changed by mailbox files ("From "). */
        private boolean marks;

        private int longest;

        Census(byte[] raw) {
            this.raw = raw;
            int begin = 0;
            for (int i = 0; i < raw.length; i++) {
                byte b = raw[i];
                if (b > '_' && b != 0x7f || b >= ' ' && b < '=' && b != 'F') {
                    continue;
                }
                if (LineEnds.isEnd(b)) {
                    longest = Math.max(longest, i - begin);
                    i += LineEnds.endsWithLf(raw, i) ? 1 : 0;
                    begin = i + 1;
                } else {
                    note(b, i, begin);
                }
            }
            longest = Math.max(longest, raw.length - begin);
        }

        private void note(byte b, int at, int begin) {
            if (b == '_') {
                marks |= at > 0 && raw[at - 1] == '=';
            } else if (b == 'F') {
                marks |= at == begin && startsWithFrom(at);
            } else if (b < ' ' && b != '\t' || b == '=' || b == 0x7f) {
                special++;
                unseen |= b != '=';
            }
        }

        private boolean startsWithFrom(int at) {
            return at + 5 <= raw.length
                    && raw[at + 1] == 'r'
                    && raw[at + 2] == 'o'
                    && raw[at + 3] == 'm'
                    && raw[at + 4] == ' ';
        }

        boolean tame() {
            return longest <= LINE && !marks && !unseen;
        }
    }
}
