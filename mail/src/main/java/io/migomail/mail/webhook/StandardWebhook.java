package io.migomail.mail.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signatures of the Standard Webhooks scheme: {@code v1,} and the base64 of HMAC-SHA256 over
 * {@code id.timestamp.body}, one for each live secret, separated by blanks. Thread-safe.
 */
public final class StandardWebhook {
    private static final String PREFIX = "whsec_";

    private StandardWebhook() {}

    /**
     * The value of {@code webhook-signature}.
     *
     * @param secrets one or two, as {@code whsec_<base64>}
     * @throws IllegalArgumentException where a secret is not base64
     */
    public static String sign(String id, long timestampSeconds, byte[] body, List<String> secrets) {
        byte[] head = (id + "." + timestampSeconds + ".").getBytes(StandardCharsets.UTF_8);
        return secrets.stream()
                .map(secret -> "v1," + Base64.getEncoder().encodeToString(hmac(key(secret), head, body)))
                .collect(Collectors.joining(" "));
    }

    private static byte[] key(String secret) {
        return Base64.getDecoder().decode(secret.startsWith(PREFIX) ? secret.substring(PREFIX.length()) : secret);
    }

    private static byte[] hmac(byte[] key, byte[] head, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update(head);
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }
}
