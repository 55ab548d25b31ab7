package io.migomail.core;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Links of mails as text for a URL: base64url of the version of the key, the kind, the 20 octets of the message id, the
 * number of the recipient, where a click leads, and 16 octets of HMAC-SHA256 over all of it. Whoever has no key can
 * neither make one nor change one; none holds an address. Thread-safe (docs/adr/0036).
 */
public final class TrackingTokens {
    private static final int HEAD = 3 + DeliverySeal.ID;
    private static final int TAG = 16;
    private static final byte NEWEST = 1;
    /** Base64 of the longest. */
    private static final int CHARS = (HEAD + Limits.TRACKED_URL_CHARS + TAG + 2) / 3 * 4;

    private final DeliverySeal seal;

    /** @param keys gives the secret of a purpose, the same on every node; that of a version is never another one */
    public TrackingTokens(Function<String, byte[]> keys) {
        this.seal = new DeliverySeal(keys.apply("tracking-links-" + NEWEST), TAG);
    }

    /** @throws IllegalArgumentException where the delivery is none of a message that an ingress gave its id */
    public String seal(TrackingLink link) {
        byte[] id = DeliverySeal.id(link.deliveryId());
        byte[] url = link.url().getBytes(StandardCharsets.US_ASCII);
        ByteBuffer out = ByteBuffer.allocate(HEAD + url.length + TAG);
        out.put(NEWEST)
                .put((byte) link.kind().octet())
                .put(id)
                .put((byte) Ids.recipientOf(link.deliveryId()))
                .put(url);
        out.put(seal.of(out.array(), out.position()));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(out.array());
    }

    /** What the token says, if it is one of this kind that {@link #seal} made; else null. */
    public @Nullable TrackingLink open(TrackingKind kind, String token) {
        byte[] bytes = bytes(token);
        if (bytes == null || bytes.length < HEAD + TAG || bytes[0] != NEWEST) {
            return null;
        }
        if (!seal.holds(bytes) || bytes[1] != kind.octet()) {
            return null;
        }
        int end = bytes.length - TAG;
        String url = new String(bytes, HEAD, end - HEAD, StandardCharsets.US_ASCII);
        boolean leads = kind == TrackingKind.CLICK ? TrackingLink.isTarget(url) : url.isEmpty();
        return leads ? new TrackingLink(kind, DeliverySeal.delivery(bytes, 2, bytes[HEAD - 1]), url) : null;
    }

    /** Null where it is not exactly what the encoder writes: no two texts are the same token. */
    private static byte @Nullable [] bytes(String token) {
        if (token.length() > CHARS) {
            return null;
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(token);
            String again = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            return again.equals(token) ? bytes : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
