package io.migomail.mail.mime;

/**
 * The filename parameter of Content-Disposition: a quoted string where that says it, else percent-encoded UTF-8 in
 * numbered pieces (RFC 2231 3 and 4), each on a line of its own. Stateless.
 */
final class FileNameParameter {
    private static final String SAFE = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~";
    private static final int PIECE = 56;
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private FileNameParameter() {}

    /** The parameter with the semicolon and fold before it; nothing for an empty name. */
    static String of(String filename) {
        if (filename.isEmpty()) {
            return "";
        }
        boolean simple = FieldText.isAscii(filename)
                && filename.length() <= PIECE
                && !filename.contains("=?")
                && filename.indexOf('\t') < 0;
        return simple
                ? ";\r\n filename=\"" + filename.replace("\\", "\\\\").replace("\"", "\\\"") + '"'
                : pieces(filename);
    }

    private static String pieces(String filename) {
        StringBuilder value = new StringBuilder("UTF-8''");
        StringBuilder out = new StringBuilder();
        int number = 0;
        for (byte b : FieldText.utf8(filename)) {
            if (value.length() + 3 > PIECE) {
                out.append(";\r\n filename*").append(number++).append("*=").append(value);
                value.setLength(0);
            }
            append(value, b);
        }
        String name = number == 0 ? "filename*=" : "filename*" + number + "*=";
        return out.append(";\r\n ").append(name).append(value).toString();
    }

    private static void append(StringBuilder out, byte b) {
        if (b > 0 && SAFE.indexOf(b) >= 0) {
            out.append((char) b);
        } else {
            out.append('%').append(HEX[(b >> 4) & 15]).append(HEX[b & 15]);
        }
    }
}
