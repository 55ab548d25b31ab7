package io.migomail.faults.check;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of a body of plain ASCII lines, the same however line ends and the end of the body are written. */
public final class BodyHash {
    private BodyHash() {}

    /** Of a body alone. */
    public static String of(String body) {
        try {
            byte[] octets = body.replace("\r\n", "\n").strip().getBytes(StandardCharsets.ISO_8859_1);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Of the body of a message as an MX received it. */
    public static String ofMessage(byte[] content) {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        return of(end < 0 ? "" : text.substring(end + 4));
    }
}
