package io.migomail.core;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Links of mails as text for a URL: base64url of the version of the keys, the kind, the 20 octets of the message id, the
 * number of the recipient, then what the kind adds. Of a click that is where it leads; 16 octets of HMAC-SHA256 over all of
 * it close it. A link to unsubscribe adds whom to suppress, sealed (docs/adr/0043). Whoever has no key can neither make
 * one, nor change one, nor read an address in one. The same link is always the same token. Thread-safe (docs/adr/0036).
 */
public final class TrackingTokens {
    private static final int HEAD = 3 + DeliverySeal.ID;
    private static final int TAG = 16;
    private static final int NEWEST = 1;
    /** In place of the kind: one to unsubscribe that seals its subscriber. */
    private static final byte SEALED = 4;
    /** Base64 of the longest. */
    private static final int CHARS = (HEAD + Limits.TRACKED_URL_CHARS + TAG + 2) / 3 * 4;

    /** By version, from 1 on. */
    private final List<Keys> keys = new ArrayList<>();

    private record Keys(DeliverySeal signing, List<SivCipher> sealing) {}

    /**
     * @param keys gives the secrets of a purpose, the same on every node: the first seals, and what any of them sealed opens;
     *     those of a version are never other ones
     */
    public TrackingTokens(Function<String, List<byte[]>> keys) {
        this(keys, NEWEST);
    }

    /** Seals by the keys of this version, and opens what was sealed by it and all before. */
    TrackingTokens(Function<String, List<byte[]>> keys, int newest) {
        for (int version = 1; version <= newest; version++) {
            this.keys.add(new Keys(
                    new DeliverySeal(keys.apply("tracking-links-" + version), TAG),
                    ciphers(
                            keys.apply("tracking-subscriber-macs-" + version),
                            keys.apply("tracking-subscribers-" + version))));
        }
    }

    private static List<SivCipher> ciphers(List<byte[]> macKeys, List<byte[]> cipherKeys) {
        return IntStream.range(0, macKeys.size())
                .mapToObj(i -> new SivCipher(macKeys.get(i), cipherKeys.get(i)))
                .toList();
    }

    /** @throws IllegalArgumentException where the delivery is none of a message that an ingress gave its id */
    public String seal(TrackingLink link) {
        Subscriber subscriber = link.subscriber();
        byte[] head = ByteBuffer.allocate(HEAD)
                .put((byte) keys.size())
                .put(subscriber == null ? (byte) link.kind().octet() : SEALED)
                .put(DeliverySeal.id(link.deliveryId()))
                .put((byte) Ids.recipientOf(link.deliveryId()))
                .array();
        Keys newest = keys.get(keys.size() - 1);
        if (subscriber == null) {
            byte[] said = join(head, link.url().getBytes(StandardCharsets.US_ASCII));
            return text(join(said, newest.signing().of(said, said.length)));
        }
        return text(join(
                head, newest.sealing().get(0).seal(head, subscriber.text().getBytes(StandardCharsets.UTF_8))));
    }

    /** What the token says, if it is one of this kind that {@link #seal} made; else null. */
    public @Nullable TrackingLink open(TrackingKind kind, String token) {
        byte[] bytes = bytes(token);
        if (bytes == null || bytes.length < HEAD + TAG || bytes[0] < 1 || bytes[0] > keys.size()) {
            return null;
        }
        Keys its = keys.get(bytes[0] - 1);
        String delivery = DeliverySeal.delivery(bytes, 2, bytes[HEAD - 1]);
        if (bytes[1] == SEALED) {
            return kind == TrackingKind.UNSUBSCRIBE ? sealed(its, delivery, bytes) : null;
        }
        if (!its.signing().holds(bytes) || bytes[1] != kind.octet()) {
            return null;
        }
        int end = bytes.length - TAG;
        String url = new String(bytes, HEAD, end - HEAD, StandardCharsets.US_ASCII);
        boolean leads = kind == TrackingKind.CLICK ? TrackingLink.isTarget(url) : url.isEmpty();
        return leads ? new TrackingLink(kind, delivery, url, null) : null;
    }

    private static @Nullable TrackingLink sealed(Keys keys, String delivery, byte[] bytes) {
        byte[] head = Arrays.copyOf(bytes, HEAD);
        byte[] text = Arrays.copyOfRange(bytes, HEAD, bytes.length);
        return keys.sealing().stream()
                .map(cipher -> cipher.open(head, text))
                .filter(Objects::nonNull)
                .findFirst()
                .map(opened -> Subscriber.parse(new String(opened, StandardCharsets.UTF_8)))
                .map(subscriber -> TrackingLink.unsubscribe(delivery, subscriber))
                .orElse(null);
    }

    private static byte[] join(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length)
                .put(first)
                .put(second)
                .array();
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Null where it is not exactly what the encoder writes: no two texts are the same token. */
    private static byte @Nullable [] bytes(String token) {
        if (token.length() > CHARS) {
            return null;
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(token);
            return text(bytes).equals(token) ? bytes : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
