package io.migomail.ingress.proof;

import com.google.protobuf.ByteString;
import io.migomail.core.Ids;
import io.migomail.core.record.ProofKey;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;

/** Keys on the curve P-256, as JSON Web Keys have them (RFC 7518 6.2). Stateless. */
final class EcKey {
    static final String CURVE = "P-256";
    private static final int BYTES = 32;

    private EcKey() {}

    static KeyPair generate(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has the curve P-256", e);
        }
    }

    /** The public half, named by its thumbprint (RFC 7638): the same key has the same name wherever it is computed. */
    static ProofKey.Builder published(KeyPair pair) {
        ECPublicKey key = (ECPublicKey) pair.getPublic();
        ByteString x = coordinate(key.getW().getAffineX());
        ByteString y = coordinate(key.getW().getAffineY());
        String members = "{\"crv\":\"" + CURVE + "\",\"kty\":\"EC\",\"x\":\"" + base64url(x) + "\",\"y\":\""
                + base64url(y) + "\"}";
        byte[] thumbprint = Ids.sha256(members.getBytes(StandardCharsets.US_ASCII));
        return ProofKey.newBuilder()
                .setId(JwsSigner.BASE64URL.encodeToString(thumbprint))
                .setX(x)
                .setY(y);
    }

    static String base64url(ByteString octets) {
        return JwsSigner.BASE64URL.encodeToString(octets.toByteArray());
    }

    /** As many octets as the curve's field has, leading zeros included. */
    private static ByteString coordinate(BigInteger value) {
        byte[] shortest = value.toByteArray();
        byte[] out = new byte[BYTES];
        int taken = Math.min(shortest.length, BYTES);
        System.arraycopy(shortest, shortest.length - taken, out, BYTES - taken, taken);
        return ByteString.copyFrom(out);
    }
}
