package io.migomail.sdk;

import io.migomail.sdk.model.Event;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Checks that a call to a webhook's endpoint is one of Migomail's, by the Standard Webhooks scheme. While a secret is
 * rotated give the new and the old one. Events come at least once: tell repeats by their id. Thread-safe.
 */
public final class WebhookVerifier {
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private final List<byte[]> secrets = new ArrayList<>();
    private final Clock clock;

    /**
     * With these secrets, {@code whsec_…}.
     *
     * @throws IllegalArgumentException where there is none, or one is not a secret
     */
    public WebhookVerifier(String... secrets) {
        this(List.of(secrets), Clock.systemUTC());
    }

    /** With these secrets and another clock. */
    public WebhookVerifier(List<String> secrets, Clock clock) {
        this.clock = clock;
        for (String secret : secrets) {
            byte[] key = decode(secret.startsWith("whsec_") ? secret.substring("whsec_".length()) : secret);
            if (key == null || key.length == 0) {
                throw new IllegalArgumentException("a secret of a webhook is whsec_ and base64");
            }
            this.secrets.add(key);
        }
        if (secrets.isEmpty()) {
            throw new IllegalArgumentException("a webhook has at least one secret");
        }
    }

    /**
     * The event that was brought.
     *
     * @param body exactly as it came
     * @param headers of the request, their names in any case
     * @throws WebhookVerificationException where the signature is not by any of the secrets, or older or newer than five
     *     minutes
     */
    public Event verify(byte[] body, Map<String, String> headers) {
        String id = header(headers, "webhook-id");
        String timestamp = header(headers, "webhook-timestamp");
        String signatures = header(headers, "webhook-signature");
        checkTime(timestamp);
        byte[] signed = join((id + '.' + timestamp + '.').getBytes(StandardCharsets.UTF_8), body);
        boolean match = false;
        for (byte[] secret : secrets) {
            byte[] expected = Signer.hmac(secret, signed);
            for (String each : signatures.split(" ")) {
                byte[] given = each.startsWith("v1,") ? decode(each.substring("v1,".length())) : null;
                match |= given != null && MessageDigest.isEqual(expected, given);
            }
        }
        if (!match) {
            throw new WebhookVerificationException("signature_mismatch", "no signature is by one of the secrets");
        }
        try {
            return Json.MAPPER.readValue(body, Event.class);
        } catch (IOException e) {
            throw new WebhookVerificationException("invalid_body", "the body is not an event");
        }
    }

    private void checkTime(String timestamp) {
        if (!timestamp.matches("[0-9]{1,11}")) {
            throw new WebhookVerificationException("invalid_timestamp", "webhook-timestamp must be Unix seconds");
        }
        long away = Math.abs(clock.instant().getEpochSecond() - Long.parseLong(timestamp));
        if (away > TOLERANCE.toSeconds()) {
            throw new WebhookVerificationException(
                    "timestamp_out_of_range", "webhook-timestamp is more than five minutes from now");
        }
    }

    private static String header(Map<String, String> headers, String name) {
        return headers.entrySet().stream()
                .filter(each -> each.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new WebhookVerificationException("missing_header", name + " is missing"));
    }

    private static byte @Nullable [] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static byte[] join(byte[] a, byte[] b) {
        byte[] out = java.util.Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, out, a.length, b.length);
        return out;
    }
}
