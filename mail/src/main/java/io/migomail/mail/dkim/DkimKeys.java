package io.migomail.mail.dkim;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;

/** Makes key pairs and their DNS records. Thread-safe; an RSA pair takes some 100 ms. */
public final class DkimKeys {
    private static final int RSA_BITS = 2048;

    private DkimKeys() {}

    /**
     * A fresh pair.
     *
     * @param privateKey as {@link DkimKey#of} takes it: PKCS#8 (rsa) or 32-byte seed (ed25519)
     * @param publicKey base64 as in p=
     */
    public record GeneratedKey(DkimAlgorithm algorithm, byte[] privateKey, String publicKey) {
        /** The value of the TXT record. */
        public String txtRecord() {
            return DkimKeys.txtRecord(algorithm, publicKey);
        }

        @Override
        public String toString() {
            return txtRecord();
        }
    }

    /** A pair of the kind given. */
    public static GeneratedKey generate(DkimAlgorithm algorithm) {
        return algorithm == DkimAlgorithm.RSA ? generateRsa2048() : generateEd25519();
    }

    /** RSA with 2048 bits; p= is a SubjectPublicKeyInfo (RFC 6376 3.6.1). */
    public static GeneratedKey generateRsa2048() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(RSA_BITS, new SecureRandom());
            KeyPair pair = generator.generateKeyPair();
            return new GeneratedKey(
                    DkimAlgorithm.RSA,
                    pair.getPrivate().getEncoded(),
                    Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has RSA", e);
        }
    }

    /** Ed25519; p= is the bare 32-byte key (RFC 8463 4). */
    public static GeneratedKey generateEd25519() {
        Ed25519PrivateKeyParameters key = new Ed25519PrivateKeyParameters(new SecureRandom());
        return new GeneratedKey(
                DkimAlgorithm.ED25519,
                key.getEncoded(),
                Base64.getEncoder().encodeToString(key.generatePublicKey().getEncoded()));
    }

    /** The value of the TXT record that publishes a key; longer than one DNS string of 255 octets for RSA. */
    public static String txtRecord(DkimAlgorithm algorithm, String publicKey) {
        return "v=DKIM1; k=" + algorithm.word() + "; p=" + publicKey;
    }
}
