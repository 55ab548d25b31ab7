package io.migomail.control;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals secrets that rest in the control topic with AES-256-GCM: the octet 1 (format), 12 bytes of nonce, ciphertext
 * and tag. The id of the entity is authenticated with it, so that a sealed secret cannot be moved to another entity.
 * Thread-safe.
 */
public final class SecretBox {
    private static final byte FORMAT = 1;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    private final SecureRandom random;

    public SecretBox(MasterKey master, SecureRandom random) {
        this.key = new SecretKeySpec(master.derive("secrets"), "AES");
        this.random = random;
    }

    /** The sealed form of a secret that belongs to this entity; different each time. */
    public byte[] seal(byte[] secret, String entityId) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        byte[] sealed = crypt(Cipher.ENCRYPT_MODE, nonce, secret, entityId);
        return ByteBuffer.allocate(1 + NONCE + sealed.length)
                .put(FORMAT)
                .put(nonce)
                .put(sealed)
                .array();
    }

    /** @throws IllegalArgumentException where it was not sealed for this entity with this master key, or is damaged */
    public byte[] open(byte[] sealed, String entityId) {
        if (sealed.length < 1 + NONCE + TAG_BITS / 8 || sealed[0] != FORMAT) {
            throw new IllegalArgumentException("not a sealed secret of format 1");
        }
        byte[] nonce = Arrays.copyOfRange(sealed, 1, 1 + NONCE);
        return crypt(Cipher.DECRYPT_MODE, nonce, Arrays.copyOfRange(sealed, 1 + NONCE, sealed.length), entityId);
    }

    private byte[] crypt(int mode, byte[] nonce, byte[] input, String entityId) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(entityId.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (javax.crypto.AEADBadTagException e) {
            throw new IllegalArgumentException("the secret of " + entityId + " cannot be opened with this key", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES/GCM", e);
        }
    }
}
