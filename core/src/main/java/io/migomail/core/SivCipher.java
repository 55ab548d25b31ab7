package io.migomail.core;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Deterministic authenticated encryption: the first 16 octets of HMAC-SHA256 over head and text are the tag, and the
 * synthetic initialisation vector of AES-256 in counter mode. The composition of SIV (RFC 5297 1.3.1) with another
 * pseudo-random function. It needs no nonce that must not come twice; equal texts under equal heads look equal. Thread-safe.
 */
final class SivCipher {
    static final int TAG = 16;
    private static final String CIPHER = "AES/CTR/NoPadding";

    private final Hmac macKey;
    private final SecretKeySpec cipherKey;

    /** Two independent keys of 32 octets. */
    SivCipher(byte[] macKey, byte[] cipherKey) {
        this.macKey = new Hmac(macKey);
        this.cipherKey = new SecretKeySpec(cipherKey, "AES");
    }

    /** The text so that only the key reads it, then the tag: {@link #TAG} octets longer than it was. */
    byte[] seal(byte[] head, byte[] text) {
        byte[] tag = tag(head, text);
        return ByteBuffer.allocate(text.length + TAG)
                .put(crypt(Cipher.ENCRYPT_MODE, tag, text))
                .put(tag)
                .array();
    }

    /** The text, where it was sealed under this head by this key; else null. */
    byte @Nullable [] open(byte[] head, byte[] sealed) {
        if (sealed.length < TAG) {
            return null;
        }
        int end = sealed.length - TAG;
        byte[] tag = Arrays.copyOfRange(sealed, end, sealed.length);
        byte[] text = crypt(Cipher.DECRYPT_MODE, tag, Arrays.copyOf(sealed, end));
        return MessageDigest.isEqual(tag, tag(head, text)) ? text : null;
    }

    private byte[] tag(byte[] head, byte[] text) {
        return Arrays.copyOf(macKey.of(Hmac.sized(head), text), TAG);
    }

    private byte[] crypt(int mode, byte[] tag, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(mode, cipherKey, new IvParameterSpec(tag));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform of ours has " + CIPHER, e);
        }
    }
}
