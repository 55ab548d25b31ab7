package io.migomail.ingress.rest;

import io.migomail.core.Hmac;
import io.migomail.core.HmacKeyring;
import io.migomail.ingress.intake.Caller;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.ingress.problem.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cursors that only this installation can make, each of one list of one application and environment: what comes back is
 * what was given out, or refused. Any node reads those of any other. Thread-safe.
 */
public final class Cursors {
    private static final int TAG = 12;
    private static final byte VERSION = 1;

    private final HmacKeyring keys;

    /**
     * A place in a list: what its last entry is ordered by.
     *
     * @param number mostly an instant
     * @param text what tells entries of one number apart; may be empty
     */
    public record Place(long number, String text) {
        byte[] bytes() {
            byte[] rest = text.getBytes(StandardCharsets.UTF_8);
            return ByteBuffer.allocate(Long.BYTES + rest.length)
                    .putLong(number)
                    .put(rest)
                    .array();
        }

        static Place of(byte[] bytes) {
            String rest = new String(bytes, Long.BYTES, bytes.length - Long.BYTES, StandardCharsets.UTF_8);
            return new Place(ByteBuffer.wrap(bytes).getLong(), rest);
        }
    }

    /** @param keys of at least 16 secret bytes, the same on every node: the first seals, and what any of them sealed opens */
    public Cursors(List<byte[]> keys) {
        this.keys = new HmacKeyring(keys);
    }

    /** The cursor that stands for a place in a list. */
    public String seal(Caller caller, String list, Place at) {
        byte[] place = at.bytes();
        byte[] tag = tag(keys.first(), caller, list, place);
        byte[] bytes = ByteBuffer.allocate(1 + TAG + place.length)
                .put(VERSION)
                .put(tag)
                .put(place)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /**
     * The place that a cursor stands for; null where none is given.
     *
     * @throws Problem {@code invalid_cursor} where it is none of this list
     */
    public @Nullable Place open(Caller caller, String list, @Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        byte[] bytes = bytes(cursor);
        if (bytes.length > TAG && bytes[0] == VERSION) {
            byte[] place = Arrays.copyOfRange(bytes, 1 + TAG, bytes.length);
            byte[] tag = Arrays.copyOfRange(bytes, 1, 1 + TAG);
            if (keys.all().stream().anyMatch(key -> MessageDigest.isEqual(tag(key, caller, list, place), tag))) {
                return Place.of(place);
            }
        }
        throw Problem.of(
                ErrorCode.INVALID_CURSOR,
                "The cursor is not one that this list returned; but for limit, repeat the query that returned it.");
    }

    private static byte[] bytes(String cursor) {
        try {
            return Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException e) {
            return new byte[0]; // it has no tag, so it is refused
        }
    }

    private static byte[] tag(Hmac key, Caller caller, String list, byte[] place) {
        byte[] mac =
                key.of(sized(caller.applicationId()), sized(caller.environment().word()), sized(list), place);
        return Arrays.copyOf(mac, TAG);
    }

    private static byte[] sized(String part) {
        return Hmac.sized(part.getBytes(StandardCharsets.UTF_8));
    }
}
