package io.migomail.mail.password;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.Base64;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2id (RFC 9106) of passwords as a PHC string: {@code $argon2id$v=19$m=…,t=…,p=…$salt$hash}, so that the cost can be
 * raised later and old hashes still verify. A password counts in its NFKC form: the same one typed elsewhere matches.
 * One hash takes {@link #MEMORY_KIB} of memory and some ten milliseconds. Thread-safe.
 */
public final class PasswordHash {
    /** Memory of one hash. With it, two passes suffice. */
    public static final int MEMORY_KIB = 19 * 1024;

    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int SALT = 16;
    private static final int HASH = 32;
    private static final int MEMORY_MAX_KIB = 1024 * 1024;
    private static final int PASSES_MAX = 100;
    private static final Pattern PHC = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=([0-9]{1,7}),t=([0-9]{1,3}),p=([0-9]{1,2})\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,86})");

    private PasswordHash() {}

    /** @param random a secure one */
    public static String of(String password, RandomGenerator random) {
        byte[] salt = new byte[SALT];
        random.nextBytes(salt);
        byte[] hash = argon2(password, salt, new Cost(MEMORY_KIB, PASSES, LANES), HASH);
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + MEMORY_KIB + ",t=" + PASSES + ",p=" + LANES + "$" + base64.encodeToString(salt)
                + "$" + base64.encodeToString(hash);
    }

    /**
     * Whether that is the password; the time does not depend on where the hashes differ.
     *
     * @throws IllegalArgumentException where the text is no hash that {@link #of} could have made
     */
    public static boolean matches(String password, String phc) {
        Matcher parts = PHC.matcher(phc);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not an Argon2id hash");
        }
        Cost cost = new Cost(number(parts, 1), number(parts, 2), number(parts, 3));
        if (cost.memory > MEMORY_MAX_KIB || cost.passes > PASSES_MAX || cost.passes < 1 || cost.lanes < 1) {
            throw new IllegalArgumentException("an Argon2id hash of a cost that nobody chose");
        }
        byte[] expected = Base64.getDecoder().decode(parts.group(5));
        byte[] salt = Base64.getDecoder().decode(parts.group(4));
        return MessageDigest.isEqual(expected, argon2(password, salt, cost, expected.length));
    }

    private record Cost(int memory, int passes, int lanes) {}

    private static int number(Matcher parts, int group) {
        return Integer.parseInt(parts.group(group));
    }

    private static byte[] argon2(String password, byte[] salt, Cost cost, int length) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(cost.memory)
                .withIterations(cost.passes)
                .withParallelism(cost.lanes)
                .withSalt(salt)
                .build());
        byte[] hash = new byte[length];
        generator.generateBytes(
                Normalizer.normalize(password, Normalizer.Form.NFKC).getBytes(StandardCharsets.UTF_8), hash);
        return hash;
    }
}
