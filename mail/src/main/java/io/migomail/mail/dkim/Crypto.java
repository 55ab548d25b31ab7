package io.migomail.mail.dkim;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Primitives by the fastest provider present: Amazon Corretto Crypto Provider signs RSA-2048 in a third of the JDK's
 * time and is used where it is installed or on the class path, never required (docs/adr/0008).
 */
final class Crypto {
    private static final Logger LOG = LoggerFactory.getLogger(Crypto.class);
    private static final String CORRETTO = "AmazonCorrettoCryptoProvider";
    /** Without it the provider signs with Ed25519 but makes no keys of given seeds. Read once, when it is loaded. */
    private static final String ED25519_KEYS = "com.amazon.corretto.crypto.provider.registerEdKeyFactory";
    /** PKCS#8 of an Ed25519 key up to the seed (RFC 8410 7). */
    private static final byte[] ED25519_PKCS8 = HexFormat.of().parseHex("302e020100300506032b657004220420");

    private static final @Nullable Provider FAST = fast();

    private Crypto() {}

    /** Makes keys that {@link #rsaSignature} takes as they are: a key of another provider is translated at every use. */
    static KeyFactory rsaKeys() throws GeneralSecurityException {
        return FAST == null ? KeyFactory.getInstance("RSA") : KeyFactory.getInstance("RSA", FAST);
    }

    static Signature rsaSignature() throws GeneralSecurityException {
        return FAST == null ? Signature.getInstance("SHA256withRSA") : Signature.getInstance("SHA256withRSA", FAST);
    }

    /** The Ed25519 key of a seed (RFC 8032 5.1.5) for {@link #ed25519Signature}; null where no provider is faster. */
    static @Nullable PrivateKey ed25519Key(byte[] seed) {
        if (FAST == null || FAST.getService("KeyFactory", "Ed25519") == null) {
            return null;
        }
        byte[] encoded = Arrays.copyOf(ED25519_PKCS8, ED25519_PKCS8.length + seed.length);
        System.arraycopy(seed, 0, encoded, ED25519_PKCS8.length, seed.length);
        try {
            return KeyFactory.getInstance("Ed25519", FAST).generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("32 octets are an Ed25519 key", e);
        }
    }

    static Signature ed25519Signature() throws GeneralSecurityException {
        return Signature.getInstance("Ed25519", java.util.Objects.requireNonNull(FAST));
    }

    static MessageDigest sha256() {
        try {
            return FAST == null ? MessageDigest.getInstance("SHA-256") : MessageDigest.getInstance("SHA-256", FAST);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK and the provider have SHA-256", e);
        }
    }

    private static @Nullable Provider fast() {
        Provider installed = Security.getProvider(CORRETTO);
        if (installed != null) {
            return installed;
        }
        if (System.getProperty(ED25519_KEYS) == null) {
            System.setProperty(ED25519_KEYS, "true");
        }
        try {
            Object provider = Class.forName("com.amazon.corretto.crypto.provider." + CORRETTO)
                    .getField("INSTANCE")
                    .get(null);
            Signature.getInstance("SHA256withRSA", (Provider) provider);
            return (Provider) provider;
        } catch (ReflectiveOperationException e) {
            return null;
        } catch (GeneralSecurityException | LinkageError e) {
            LOG.warn("Amazon Corretto Crypto Provider is on the class path but cannot be used: {}", e.toString());
            return null;
        }
    }
}
