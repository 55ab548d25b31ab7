package io.migomail.core;

import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What tokens that name a delivery are made with: a message id as octets, and the first octets of an HMAC-SHA256 behind
 * them. Thread-safe.
 */
final class DeliverySeal {
    /** Octets of a message id. */
    static final int ID = 20;

    private static final String ID_PREFIX = "msg_";

    private final Hmac key;
    private final int tag;

    /** @param tag octets of the authenticator */
    DeliverySeal(byte[] secret, int tag) {
        this.key = new Hmac(secret);
        this.tag = tag;
    }

    /** The authenticator of the first octets. */
    byte[] of(byte[] bytes, int length) {
        return Arrays.copyOf(key.of(Arrays.copyOf(bytes, length)), tag);
    }

    /** Whether they end with the authenticator of what stands before it; takes the same time for every wrong one. */
    boolean holds(byte[] bytes) {
        int end = bytes.length - tag;
        return end > 0 && MessageDigest.isEqual(of(bytes, end), Arrays.copyOfRange(bytes, end, bytes.length));
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
