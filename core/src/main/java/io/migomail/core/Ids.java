package io.migomail.core;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Ids other than those of messages: a prefix that tells the kind, then 26 characters of base 32. */
public final class Ids {
    public static final String ACCOUNT = "acc_";
    public static final String APPLICATION = "app_";
    public static final String KEY = "key_";
    public static final String DOMAIN = "dom_";
    public static final String TEMPLATE = "tpl_";
    public static final String WEBHOOK = "whk_";
    public static final String REPLAY = "rpl_";
    public static final String USER = "usr_";
    public static final String POOL = "pool_";
    public static final String AUDIT = "aud_";
    public static final String EVENT = "evt_";
    public static final String HIT = "hit_";
    public static final String SUPPRESSION = "sup_";
    public static final String ALERT = "alt_";
    private static final int BYTES = 16;

    private Ids() {}

    /** A new random id of the kind that the prefix names. */
    public static String random(String prefix, RandomGenerator random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return prefix + Base32.encode(bytes);
    }

    /** The id of the n-th recipient's delivery of a message. */
    public static String delivery(String messageId, int recipientIndex) {
        return messageId + "." + recipientIndex;
    }

    /** The message of a delivery. */
    public static String messageOf(String deliveryId) {
        int dot = deliveryId.lastIndexOf('.');
        return dot < 0 ? deliveryId : deliveryId.substring(0, dot);
    }

    /** The number of a delivery's recipient within its message; -1 where the id has none. */
    public static int recipientOf(String deliveryId) {
        int dot = deliveryId.lastIndexOf('.');
        try {
            return dot < 0 ? -1 : Integer.parseInt(deliveryId, dot + 1, deliveryId.length(), 10);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /** The id of an event: a function of delivery, attempt and type, so that a repeated publication is recognised. */
    public static String event(String deliveryId, int attempt, EventType type) {
        return event(deliveryId, Integer.toString(attempt), type);
    }

    /** The id of an event of which a delivery has one for each such word, however often it is told. */
    public static String event(String deliveryId, String word, EventType type) {
        String fact = deliveryId + '\n' + word + '\n' + type.word();
        byte[] digest = sha256(fact.getBytes(StandardCharsets.UTF_8));
        return EVENT + Base32.encode(Arrays.copyOf(digest, BYTES));
    }

    /** The id of the event that tells of a hit: a function of the hit. */
    public static String eventOfHit(String hitId) {
        return EVENT + Base32.encode(Arrays.copyOf(sha256(hitId.getBytes(StandardCharsets.UTF_8)), BYTES));
    }

    /** The id of an alert: a function of what it is about and of when it was opened, milliseconds. */
    public static String alert(String subject, long openedAt) {
        byte[] digest = sha256((subject + '\n' + openedAt).getBytes(StandardCharsets.UTF_8));
        return ALERT + Base32.encode(Arrays.copyOf(digest, BYTES));
    }

    /** The id of an audit entry: a function of the key of its record in the control log. */
    public static String audit(String logKey) {
        byte[] digest = sha256(logKey.getBytes(StandardCharsets.UTF_8));
        return AUDIT + Base32.encode(Arrays.copyOf(digest, BYTES));
    }

    /** An id that only who has the key can find from what it names, HMAC-SHA256 of the bytes. */
    public static String keyed(String prefix, byte[] key, byte[] bytes) {
        return prefix + Base32.encode(Arrays.copyOf(new Hmac(key).of(bytes), BYTES));
    }

    /** SHA-256 of the bytes. */
    public static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
