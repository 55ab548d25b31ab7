package io.migomail.mail.dkim;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/** A published key (RFC 6376 3.6.1, RFC 8463 4) and whether it may verify a given signature. */
final class PublicKey {
    private final TagList tags;

    private PublicKey(TagList tags) {
        this.tags = tags;
    }

    /** @throws IllegalArgumentException with the reason for a PERMERROR */
    static PublicKey of(String txt, SignatureField signature) {
        PublicKey key = new PublicKey(TagList.parse(txt));
        key.check(signature);
        return key;
    }

    /** Whether the signature over the canonical headers is this key's. */
    boolean verifies(SignatureField field, byte[] headers) {
        byte[] bytes = Base64.getDecoder().decode(tags.unfolded("p"));
        return field.algorithm() == DkimAlgorithm.RSA
                ? rsa(bytes, field.signature(), headers)
                : ed25519(bytes, field.signature(), headers);
    }

    private void check(SignatureField field) {
        String version = tags.get("v");
        if (version != null && (!version.equals("DKIM1") || !tags.startsWith("v"))) {
            throw new IllegalArgumentException("key record is not of version DKIM1");
        }
        if (tags.get("p") == null) {
            throw new IllegalArgumentException("key record has no p=");
        }
        if (tags.get("p", "").isEmpty()) {
            throw new IllegalArgumentException("key is revoked");
        }
        if (!tags.get("k", "rsa").equals(field.algorithm().word())) {
            throw new IllegalArgumentException("key is of another type than the signature");
        }
        if (!tags.list("h", "sha256").contains("sha256")) {
            throw new IllegalArgumentException("key does not allow sha256");
        }
        if (!tags.list("s", "*").contains("*") && !tags.list("s", "*").contains("email")) {
            throw new IllegalArgumentException("key is not for e-mail");
        }
        if (tags.list("t", "").contains("s") && !field.identityDomain().equals(field.domain())) {
            throw new IllegalArgumentException("key does not allow subdomains");
        }
    }

    private static boolean rsa(byte[] bytes, byte[] signature, byte[] headers) {
        try {
            RSAPublicKey key = rsaKey(bytes);
            if (key.getModulus().bitLength() < DkimKey.MIN_RSA_BITS) {
                throw new IllegalArgumentException("key is shorter than 1024 bits");
            }
            Signature verifier = Signature.getInstance("SHA256withRSA");
            verifier.initVerify(key);
            verifier.update(headers);
            return verifier.verify(signature);
        } catch (SignatureException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("key is not RSA", e);
        }
    }

    /** SubjectPublicKeyInfo, or the bare RSAPublicKey that RFC 6376 3.6.1 names. */
    private static RSAPublicKey rsaKey(byte[] bytes) throws GeneralSecurityException {
        KeyFactory factory = KeyFactory.getInstance("RSA");
        try {
            return (RSAPublicKey) factory.generatePublic(new X509EncodedKeySpec(bytes));
        } catch (GeneralSecurityException e) {
            org.bouncycastle.asn1.pkcs.RSAPublicKey bare = bare(bytes);
            return (RSAPublicKey)
                    factory.generatePublic(new RSAPublicKeySpec(bare.getModulus(), bare.getPublicExponent()));
        }
    }

    private static org.bouncycastle.asn1.pkcs.RSAPublicKey bare(byte[] bytes) {
        try {
            return org.bouncycastle.asn1.pkcs.RSAPublicKey.getInstance(
                    org.bouncycastle.asn1.ASN1Primitive.fromByteArray(bytes));
        } catch (IOException e) {
            throw new IllegalArgumentException("key is not RSA", e);
        }
    }

    private static boolean ed25519(byte[] bytes, byte[] signature, byte[] headers) {
        if (bytes.length != Ed25519PublicKeyParameters.KEY_SIZE) {
            throw new IllegalArgumentException("key is not Ed25519");
        }
        byte[] hash = Crypto.sha256().digest(headers);
        Ed25519Signer verifier = new Ed25519Signer();
        verifier.init(false, new Ed25519PublicKeyParameters(bytes, 0));
        verifier.update(hash, 0, hash.length);
        return verifier.verifySignature(signature);
    }
}
