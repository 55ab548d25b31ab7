package io.migomail.core.body;

import io.migomail.core.record.BodyReference;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The digest that names bodies. */
final class Sha256 {
    static final int BYTES = 32;

    private Sha256() {}

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The name of a body, 64 hexadecimal digits. */
    static String hex(BodyReference reference) {
        return HexFormat.of().formatHex(reference.getDigest().toByteArray());
    }
}
