package io.migomail.control;

import io.migomail.core.Environment;
import io.migomail.core.Ids;
import io.migomail.core.record.ApiKey;
import io.migomail.core.record.Application;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The text of API keys: {@code migo_sk_live_} or {@code migo_sk_sandbox_}, 43 characters of base 62 that hold 256 random
 * bits, and 6 that hold the CRC-32 of all before, so that a typo or a truncated key is told from an unknown one without
 * a look-up. Only the SHA-256 of the text is stored.
 */
public final class ApiKeys {
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final String PREFIX = "migo_sk_";
    private static final int SECRET = 43;
    private static final int CHECKSUM = 6;
    private static final int HINT = 4;

    /** A key whose checksum is right. */
    public record Parsed(Environment environment, String hash) {}

    private ApiKeys() {}

    /** A new key. */
    public static String generate(Environment environment, RandomGenerator random) {
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        String body = PREFIX + environment.word() + "_" + base62(new BigInteger(1, secret), SECRET);
        return body + checksum(body);
    }

    /** A key that may do everything, ready but for its id and the instant of its making. */
    public static ApiKey.Builder admin(Application application, String secret, Environment environment) {
        return ApiKey.newBuilder()
                .setAccountId(application.getAccountId())
                .setApplicationId(application.getId())
                .setEnvironment(environment.word())
                .setHash(hash(secret))
                .setName("first " + environment.word() + " key")
                .addScopes(Scope.ADMIN.word())
                .setHint(hint(secret));
    }

    /** The key's environment and hash, or null where the text is no key: a typo, a part of one, or something else. */
    public static @Nullable Parsed parse(String text) {
        for (Environment environment : Environment.values()) {
            String prefix = PREFIX + environment.word() + "_";
            if (text.startsWith(prefix) && text.length() == prefix.length() + SECRET + CHECKSUM) {
                String body = text.substring(0, prefix.length() + SECRET);
                boolean right = checksum(body).equals(text.substring(body.length()));
                return right ? new Parsed(environment, hash(text)) : null;
            }
        }
        return null;
    }

    /** Hex SHA-256, as stored. */
    public static String hash(String key) {
        return HexFormat.of().formatHex(Ids.sha256(key.getBytes(StandardCharsets.UTF_8)));
    }

    /** The last characters, which may be shown. */
    public static String hint(String key) {
        return key.substring(key.length() - HINT);
    }

    /** Whether two hashes are equal, in a time that does not depend on where they differ. */
    public static boolean sameHash(String a, String b) {
        return MessageDigest.isEqual(a.getBytes(StandardCharsets.US_ASCII), b.getBytes(StandardCharsets.US_ASCII));
    }

    /** Whether a key is neither revoked nor at its end at that instant, milliseconds. */
    public static boolean isActive(ApiKey key, long now) {
        long end = end(key);
        return !key.getRevoked() && (end == 0 || now < end);
    }

    /** When a key ends: it expires, or its successor takes over for good; 0 = never. */
    public static long end(ApiKey key) {
        long expires = key.getExpiresAt();
        long overlap = key.getOverlapUntil();
        return expires == 0 || overlap == 0 ? Math.max(expires, overlap) : Math.min(expires, overlap);
    }

    private static String checksum(String body) {
        CRC32 crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.UTF_8));
        return base62(BigInteger.valueOf(crc.getValue()), CHECKSUM);
    }

    private static String base62(BigInteger number, int length) {
        char[] out = new char[length];
        BigInteger base = BigInteger.valueOf(ALPHABET.length());
        BigInteger rest = number;
        for (int i = length - 1; i >= 0; i--) {
            BigInteger[] parts = rest.divideAndRemainder(base);
            out[i] = ALPHABET.charAt(parts[1].intValue());
            rest = parts[0];
        }
        return new String(out);
    }
}
