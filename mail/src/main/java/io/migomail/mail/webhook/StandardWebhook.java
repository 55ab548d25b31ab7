package io.migomail.mail.webhook;

import io.migomail.core.Hmac;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

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
                .map(secret -> "v1," + Base64.getEncoder().encodeToString(new Hmac(key(secret)).of(head, body)))
                .collect(Collectors.joining(" "));
    }

    private static byte[] key(String secret) {
        return Base64.getDecoder().decode(secret.startsWith(PREFIX) ? secret.substring(PREFIX.length()) : secret);
    }
}
