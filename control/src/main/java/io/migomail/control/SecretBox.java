package io.migomail.control;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Seals secrets that rest in the control topic with AES-256-GCM: the octet 1 (format), 12 bytes of nonce, ciphertext
 * and tag. The id of the entity is authenticated with it, so that a sealed secret cannot be moved to another entity. The
 * first master key seals, and what any of them sealed opens (docs/adr/0056). Thread-safe.
 */
public final class SecretBox {
    private static final byte FORMAT = 1;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final String NO_GCM = "every Java platform has AES/GCM";

    private final List<SecretKeySpec> keys;
    private final SecureRandom random;

    public SecretBox(MasterKey master, SecureRandom random) {
        this.keys = master.derive("secrets").stream()
                .map(key -> new SecretKeySpec(key, "AES"))
                .toList();
        this.random = random;
    }

    /** The sealed form of a secret that belongs to this entity; different each time. */
    public byte[] seal(byte[] secret, String entityId) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        byte[] sealed = encrypted(nonce, secret, entityId);
        return ByteBuffer.allocate(1 + NONCE + sealed.length)
                .put(FORMAT)
                .put(nonce)
                .put(sealed)
                .array();
    }

    /** @throws IllegalArgumentException where it was not sealed for this entity with one of the master keys, or is damaged */
    public byte[] open(byte[] sealed, String entityId) {
        for (SecretKeySpec key : keys) {
            byte[] secret = decrypted(key, sealed, entityId);
            if (secret != null) {
                return secret;
            }
        }
        throw new IllegalArgumentException("the secret of " + entityId + " cannot be opened with the master key");
    }

    /**
     * Whether the first master key alone opens it.
     *
     * @throws IllegalArgumentException where it is no sealed secret
     */
    boolean isOfFirstKey(byte[] sealed, String entityId) {
        return decrypted(keys.get(0), sealed, entityId) != null;
    }

    private byte[] encrypted(byte[] nonce, byte[] secret, String entityId) {
        try {
            return cipher(Cipher.ENCRYPT_MODE, keys.get(0), nonce, entityId).doFinal(secret);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(NO_GCM, e);
        }
    }

    /** Null where another key sealed it, or for another entity, or it is damaged. */
    private static byte @Nullable [] decrypted(SecretKeySpec key, byte[] sealed, String entityId) {
        if (sealed.length < 1 + NONCE + TAG_BITS / 8 || sealed[0] != FORMAT) {
            throw new IllegalArgumentException("the secret of " + entityId + " is not sealed in format 1");
        }
        byte[] nonce = Arrays.copyOfRange(sealed, 1, 1 + NONCE);
        try {
            return cipher(Cipher.DECRYPT_MODE, key, nonce, entityId)
                    .doFinal(sealed, 1 + NONCE, sealed.length - 1 - NONCE);
        } catch (AEADBadTagException e) {
            return null;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(NO_GCM, e);
        }
    }

    private static Cipher cipher(int mode, SecretKeySpec key, byte[] nonce, String entityId)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(entityId.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
