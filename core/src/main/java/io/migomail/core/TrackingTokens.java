package io.migomail.core;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Links of mails as text for a URL: base64url of the version of the key, the kind, the 20 octets of the message id, the
 * number of the recipient, where a click leads, and 16 octets of HMAC-SHA256 over all of it. Whoever has no key can
 * neither make one nor change one; none holds an address. Thread-safe (docs/adr/0036).
 */
public final class TrackingTokens {
    private static final String ID_PREFIX = "msg_";
    private static final int ID = 20;
    private static final int HEAD = 3 + ID;
    private static final int TAG = 16;
    private static final byte NEWEST = 1;
    /** Base64 of the longest. */
    private static final int CHARS = (HEAD + Limits.TRACKED_URL_CHARS + TAG + 2) / 3 * 4;

    private final SecretKeySpec key;

    /** @param keys gives the secret of a purpose, the same on every node; that of a version is never another one */
    public TrackingTokens(Function<String, byte[]> keys) {
        this.key = new SecretKeySpec(keys.apply("tracking-links-" + NEWEST), "HmacSHA256");
    }

    /** @throws IllegalArgumentException where the delivery is none of a message that an ingress gave its id */
    public String seal(TrackingLink link) {
        byte[] id = id(Ids.messageOf(link.deliveryId()));
        int recipient = Ids.recipientOf(link.deliveryId());
        if (id == null || recipient < 0 || recipient > 255) {
            throw new IllegalArgumentException("no token for delivery " + link.deliveryId());
        }
        byte[] url = link.url().getBytes(StandardCharsets.US_ASCII);
        ByteBuffer out = ByteBuffer.allocate(HEAD + url.length + TAG);
        out.put(NEWEST)
                .put((byte) link.kind().octet())
                .put(id)
                .put((byte) recipient)
                .put(url);
        out.put(tag(out.array(), out.position()));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(out.array());
    }

    /** What the token says, if it is one of this kind that {@link #seal} made; else null. */
    public @Nullable TrackingLink open(TrackingKind kind, String token) {
        byte[] bytes = bytes(token);
        if (bytes == null || bytes.length < HEAD + TAG || bytes[0] != NEWEST) {
            return null;
        }
        int end = bytes.length - TAG;
        boolean ours = MessageDigest.isEqual(tag(bytes, end), Arrays.copyOfRange(bytes, end, bytes.length));
        if (!ours || bytes[1] != kind.octet()) {
            return null;
        }
        String message = ID_PREFIX + Base32.encode(Arrays.copyOfRange(bytes, 2, 2 + ID));
        String url = new String(bytes, HEAD, end - HEAD, StandardCharsets.US_ASCII);
        boolean leads = kind == TrackingKind.CLICK ? TrackingLink.isTarget(url) : url.isEmpty();
        return leads ? new TrackingLink(kind, Ids.delivery(message, bytes[HEAD - 1] & 0xff), url) : null;
    }

    private byte[] tag(byte[] bytes, int length) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update(bytes, 0, length);
            return Arrays.copyOf(mac.doFinal(), TAG);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    private static byte @Nullable [] id(String messageId) {
        byte[] bytes = messageId.startsWith(ID_PREFIX) ? Base32.decode(messageId.substring(ID_PREFIX.length())) : null;
        boolean whole = bytes != null && bytes.length == ID && messageId.equals(ID_PREFIX + Base32.encode(bytes));
        return whole ? bytes : null;
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
