package io.migomail.mail.mime;

import io.migomail.core.Mailbox;
import java.util.List;

/**
 * Builds a header block: folds at 76 characters, encodes what is not printable ASCII (RFC 2047). Text that is ASCII but
 * would be decoded by a reader ("=?"), or cannot be folded, is encoded as well. One per message; not thread-safe.
 */
final class HeaderWriter {
    private static final int LINE = 76;
    /** A longer word cannot be folded and would carry its line past 998; a shorter one stays, it may be a URL. */
    private static final int WORD = 900;

    private static final int PHRASE = 60;

    private final StringBuilder out = new StringBuilder(1024);

    /** A field whose value is known to be safe and short. */
    HeaderWriter raw(String name, String value) {
        out.append(name).append(": ").append(value).append("\r\n");
        return this;
    }

    /** An unstructured field: Subject, custom ones. */
    HeaderWriter text(String name, String value) {
        String clean = FieldText.clean(name, value);
        out.append(name).append(':');
        if (plain(clean)) {
            fold(clean, name.length() + 1);
        } else {
            EncodedWords.append(out, clean, name.length() + 2);
        }
        out.append("\r\n");
        return this;
    }

    /** A field of addresses. */
    HeaderWriter mailboxes(String name, List<Mailbox> mailboxes) {
        if (mailboxes.isEmpty()) {
            return this;
        }
        out.append(name).append(':');
        int column = name.length() + 1;
        for (int i = 0; i < mailboxes.size(); i++) {
            String end = i + 1 < mailboxes.size() ? "," : "";
            column = mailbox(mailboxes.get(i), end, column);
        }
        out.append("\r\n");
        return this;
    }

    /** The block, with the empty line only where asked. */
    StringBuilder text() {
        return out;
    }

    private int mailbox(Mailbox mailbox, String end, int column) {
        String address = mailbox.address().toString();
        String name = phrase(mailbox.name());
        String whole = (name.isEmpty() ? address : name + " <" + address + ">") + end;
        int first = whole.indexOf("\r\n");
        if (column + 1 + (first < 0 ? whole.length() : first) > LINE && column > 10) {
            out.append("\r\n");
            column = 0;
        }
        out.append(' ').append(whole);
        int last = whole.lastIndexOf("\r\n");
        return last < 0 ? column + 1 + whole.length() : whole.length() - last - 2;
    }

    /** A display name as a phrase (RFC 5322 3.2.5): atoms, a quoted string, or encoded words. */
    private static String phrase(String name) {
        if (name.isEmpty()) {
            return "";
        }
        if (!plain(name) || name.length() > PHRASE || name.indexOf('\t') >= 0) {
            StringBuilder words = new StringBuilder();
            EncodedWords.append(words, name, 10);
            return words.substring(1);
        }
        if (name.matches("[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]+")) {
            return name;
        }
        return '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static boolean plain(String text) {
        if (!FieldText.isAscii(text) || text.contains("=?")) {
            return false;
        }
        for (String word : text.split("[ \t]")) {
            if (word.length() > WORD) {
                return false;
            }
        }
        return true;
    }

    /** Breaks before white space only, so that unfolding gives the same text. */
    private void fold(String text, int column) {
        int at = 0;
        String padded = " " + text;
        while (at < padded.length()) {
            int end = at;
            while (end < padded.length() && isBlank(padded.charAt(end))) {
                end++;
            }
            while (end < padded.length() && !isBlank(padded.charAt(end))) {
                end++;
            }
            if (column + end - at > LINE && at > 0) {
                out.append("\r\n");
                column = 0;
            }
            out.append(padded, at, end);
            column += end - at;
            at = end;
        }
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
