package io.migomail.mail.dkim;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Primitives by the fastest provider present: Amazon Corretto Crypto Provider signs RSA-2048 in a third of the JDK's
 * time and is used where it is installed or on the class path, never required.
 */
final class Crypto {
    private static final Logger LOG = LoggerFactory.getLogger(Crypto.class);
    private static final String CORRETTO = "AmazonCorrettoCryptoProvider";
    private static final @Nullable Provider FAST = fast();

    private Crypto() {}

    /** Makes keys that {@link #rsaSignature} takes as they are: a key of another provider is translated at every use. */
    static KeyFactory rsaKeys() throws GeneralSecurityException {
        return FAST == null ? KeyFactory.getInstance("RSA") : KeyFactory.getInstance("RSA", FAST);
    }

    static Signature rsaSignature() throws GeneralSecurityException {
        return FAST == null ? Signature.getInstance("SHA256withRSA") : Signature.getInstance("SHA256withRSA", FAST);
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
