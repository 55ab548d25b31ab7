package io.migomail.ingress.proof;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.ingress.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** Signs JSON with ES256 in the compact form of RFC 7515 7.1. Immutable and thread-safe. */
public final class JwsSigner {
    /** What kind of statement it is, so that it is taken for nothing else (RFC 8725 3.11). */
    static final String TYPE = "delivery-proof+jwt";

    /** RFC 7515 2. */
    static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private final String keyId;
    private final PrivateKey key;
    private final String header;

    /** @throws IllegalArgumentException where the octets are no PKCS#8 key of this kind */
    JwsSigner(String keyId, byte[] pkcs8) {
        this.keyId = keyId;
        try {
            this.key = KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the proof key " + keyId + " cannot be read", e);
        }
        this.header = part(Json.object().put("alg", "ES256").put("kid", keyId).put("typ", TYPE));
    }

    String keyId() {
        return keyId;
    }

    /** The JWS of a payload. */
    public String sign(JsonNode payload) {
        String signed = header + "." + part(payload);
        try {
            // RFC 7518 3.4: R and S one behind the other, not in DER.
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(key);
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + BASE64URL.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign with the proof key " + keyId, e);
        }
    }

    private static String part(JsonNode node) {
        return BASE64URL.encodeToString(Json.write(node));
    }
}
