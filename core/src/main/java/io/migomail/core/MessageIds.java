package io.migomail.core;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Message ids: {@code msg_} and 32 characters of base 32 that hold 6 bytes of time, 8 bytes that make it unique and 6
 * bytes of an authenticator bound to the application. Any node can tell an id that was handed out from an invented one
 * without a look-up. Thread-safe.
 */
public final class MessageIds {
    private static final String PREFIX = "msg_";
    private static final int TIME = 6;
    private static final int BODY = 14;
    private static final int LENGTH = 20;
    private static final int TEXT = 32;
    private static final long DAY_MILLIS = 86_400_000L;

    private final HmacKeyring keys;

    /** @param key at least 16 secret bytes, the same on every node */
    public MessageIds(byte[] key) {
        this(List.of(key));
    }

    /** @param keys each such a key: the first makes ids, and those of all are known */
    public MessageIds(List<byte[]> keys) {
        if (keys.stream().anyMatch(key -> key.length < 16)) {
            throw new IllegalArgumentException("the id key needs 16 bytes or more");
        }
        this.keys = new HmacKeyring(keys);
    }

    /** A new id, ordered by time. */
    public String next(String applicationId, long nowMillis, RandomGenerator random) {
        return seal(applicationId, nowMillis, random.nextLong());
    }

    /**
     * The id of a send with an idempotency key: the same for the same key, body and UTC day, at any node whose first key is
     * the same. The delivery job takes another one for what it is, the same send told again (docs/adr/0010).
     */
    public String derive(String applicationId, String idempotencyKey, byte[] bodyDigest, long nowMillis) {
        long day = Math.floorDiv(nowMillis, DAY_MILLIS) * DAY_MILLIS;
        byte[] unique = mac(
                keys.first(),
                ByteBuffer.allocate(Long.BYTES).putLong(day).array(),
                applicationId.getBytes(StandardCharsets.UTF_8),
                idempotencyKey.getBytes(StandardCharsets.UTF_8),
                bodyDigest);
        return seal(applicationId, day, ByteBuffer.wrap(unique).getLong());
    }

    /** Whether this id was handed out to this application; takes the same time for every wrong one. */
    public boolean issuedTo(String applicationId, String messageId) {
        byte[] bytes = bytes(messageId);
        if (bytes == null) {
            return false;
        }
        byte[] body = Arrays.copyOf(bytes, BODY);
        byte[] tag = Arrays.copyOfRange(bytes, BODY, LENGTH);
        return keys.all().stream().anyMatch(key -> MessageDigest.isEqual(tag(key, applicationId, body), tag));
    }

    /** The instant in the id, to the millisecond, or to the day where it was derived; -1 where it is no id. */
    public static long timeOf(String messageId) {
        byte[] bytes = bytes(messageId);
        return bytes == null ? -1 : ByteBuffer.wrap(bytes).getLong() >>> 16;
    }

    private String seal(String applicationId, long millis, long unique) {
        ByteBuffer buffer = ByteBuffer.allocate(LENGTH);
        buffer.putLong(millis << 16);
        buffer.position(TIME);
        buffer.putLong(unique);
        buffer.put(tag(keys.first(), applicationId, Arrays.copyOf(buffer.array(), BODY)));
        return PREFIX + Base32.encode(buffer.array());
    }

    private static byte[] tag(Hmac key, String applicationId, byte[] body) {
        return Arrays.copyOf(mac(key, applicationId.getBytes(StandardCharsets.UTF_8), body), LENGTH - BODY);
    }

    private static byte[] mac(Hmac key, byte[]... parts) {
        return key.of(Arrays.stream(parts).map(Hmac::sized).toArray(byte[][]::new));
    }

    private static byte @Nullable [] bytes(String messageId) {
        return messageId.startsWith(PREFIX) && messageId.length() == PREFIX.length() + TEXT
                ? Base32.decode(messageId.substring(PREFIX.length()))
                : null;
    }
}
