package io.migomail.sdk;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Map;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs requests: HMAC-SHA256 of {@code timestamp.METHOD.path?query.hex(sha256(body))}. A signature is taken once, so each
 * attempt has its own: random digits after the millisecond tell equal requests apart.
 */
final class Signer {
    private static final int DIGITS = 1_000_000;

    private final byte[] secret;
    private final Clock clock;
    private final RandomGenerator random;

    Signer(String secret, Clock clock, RandomGenerator random) {
        this.secret = secret.getBytes(StandardCharsets.UTF_8);
        this.clock = clock;
        this.random = random;
    }

    /** The headers that sign it; {@code target} is path and query as they are sent. */
    Map<String, String> headers(String method, String target, byte[] body) {
        String timestamp = timestamp();
        String text =
                timestamp + '.' + method + '.' + target + '.' + HexFormat.of().formatHex(sha256(body));
        String signature = "v1=" + HexFormat.of().formatHex(hmac(secret, text.getBytes(StandardCharsets.UTF_8)));
        return Map.of("Migo-Timestamp", timestamp, "Migo-Signature", signature);
    }

    private String timestamp() {
        long fraction = clock.millis() * DIGITS + (long) (random.nextDouble() * DIGITS);
        return BigDecimal.valueOf(fraction, 9).toPlainString();
    }

    private static byte[] sha256(byte[] body) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** HMAC-SHA256. */
    static byte[] hmac(byte[] key, byte[] text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }
}
