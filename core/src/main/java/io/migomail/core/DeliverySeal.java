package io.migomail.core;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What tokens that name a delivery are made with: a message id as octets, and the first octets of an HMAC-SHA256 behind
 * them. Thread-safe.
 */
final class DeliverySeal {
    /** Octets of a message id. */
    static final int ID = 20;

    private static final String ID_PREFIX = "msg_";

    private final HmacKeyring keys;
    private final int tag;

    /**
     * @param secrets the first makes authenticators, and those of all hold
     * @param tag octets of the authenticator
     */
    DeliverySeal(List<byte[]> secrets, int tag) {
        this.keys = new HmacKeyring(secrets);
        this.tag = tag;
    }

    /** The authenticator of the first octets. */
    byte[] of(byte[] bytes, int length) {
        return of(keys.first(), bytes, length);
    }

    private byte[] of(Hmac key, byte[] bytes, int length) {
        return Arrays.copyOf(key.of(Arrays.copyOf(bytes, length)), tag);
    }

    /** Whether they end with the authenticator of what stands before it; takes the same time for every wrong one. */
    boolean holds(byte[] bytes) {
        int end = bytes.length - tag;
        if (end <= 0) {
            return false;
        }
        byte[] given = Arrays.copyOfRange(bytes, end, bytes.length);
        return keys.all().stream().anyMatch(key -> MessageDigest.isEqual(of(key, bytes, end), given));
    }

    /**
     * The octets of the message's id.
     *
     * @throws IllegalArgumentException where the delivery is none of a message that an ingress gave its id
     */
    static byte[] id(String deliveryId) {
        byte[] bytes = idOrNull(Ids.messageOf(deliveryId));
        int recipient = Ids.recipientOf(deliveryId);
        if (bytes == null || recipient < 0 || recipient > 255) {
            throw new IllegalArgumentException("no token for delivery " + deliveryId);
        }
        return bytes;
    }

    /** The delivery of the recipient of this number, of the message whose id lies there. */
    static String delivery(byte[] bytes, int at, byte recipient) {
        String message = ID_PREFIX + Base32.encode(Arrays.copyOfRange(bytes, at, at + ID));
        return Ids.delivery(message, recipient & 0xff);
    }

    private static byte @Nullable [] idOrNull(String messageId) {
        byte[] bytes = messageId.startsWith(ID_PREFIX) ? Base32.decode(messageId.substring(ID_PREFIX.length())) : null;
        boolean whole = bytes != null && bytes.length == ID && messageId.equals(ID_PREFIX + Base32.encode(bytes));
        return whole ? bytes : null;
    }
}
