package io.migomail.core;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Envelope senders that say whose delivery comes back: {@code b+<token>[+label]}, the token being base 32 of the version
 * of the key, the number of the recipient, the 20 octets of the message id and 9 octets of HMAC-SHA256 over all of it.
 * Whoever has no key can neither make one nor change one, none holds an address, the case of its letters tells nothing,
 * and with the longest label it has the 64 octets of RFC 5321 4.5.3.1.1. Thread-safe (docs/adr/0042).
 */
public final class ReturnPaths {
    /** Label of the host of return paths in front of a sending domain. */
    public static final String HOST_LABEL = "mg";

    private static final String PREFIX = "b+";
    private static final byte NEWEST = 1;
    private static final int TAG = 9;
    private static final int HEAD = 2 + DeliverySeal.ID;
    /** Base 32 of all of it. */
    private static final int TOKEN = 50;

    private final DeliverySeal seal;

    /**
     * @param keys gives the secrets of a purpose, the same on every node: the first makes return paths, and those of all are
     *     known; those of a version are never other ones
     */
    public ReturnPaths(Function<String, List<byte[]>> keys) {
        this.seal = new DeliverySeal(keys.apply("return-paths-" + NEWEST), TAG);
    }

    /**
     * The local part of a delivery's return path, without a label.
     *
     * @throws IllegalArgumentException where the delivery is none of a message that an ingress gave its id
     */
    public String local(String deliveryId) {
        byte[] id = DeliverySeal.id(deliveryId);
        ByteBuffer out = ByteBuffer.allocate(HEAD + TAG);
        out.put(NEWEST).put((byte) Ids.recipientOf(deliveryId)).put(id);
        out.put(seal.of(out.array(), HEAD));
        return PREFIX + Base32.encode(out.array());
    }

    /** The host of return paths of mail that this domain signs. */
    public static String host(String signingDomain) {
        return HOST_LABEL + "." + signingDomain;
    }

    /** The delivery that a local part names, in any case and with any label, if {@link #local} made it; else null. */
    public @Nullable String delivery(String local) {
        String lower = local.toLowerCase(Locale.ROOT);
        int end = PREFIX.length() + TOKEN;
        if (!lower.startsWith(PREFIX) || lower.length() < end || lower.length() > end && lower.charAt(end) != '+') {
            return null;
        }
        byte[] bytes = Base32.decode(lower.substring(PREFIX.length(), end));
        return bytes != null && bytes[0] == NEWEST && seal.holds(bytes)
                ? DeliverySeal.delivery(bytes, 2, bytes[1])
                : null;
    }
}
