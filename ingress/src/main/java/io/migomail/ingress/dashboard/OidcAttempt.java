package io.migomail.ingress.dashboard;

import io.migomail.core.Hmac;
import io.migomail.core.HmacKeyring;
import io.migomail.core.SignInLimits;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to sign in by OpenID Connect. Its browser keeps it, in a cookie that we have sealed: whatever node it comes back to
 * knows the state, the nonce and the verifier, and another browser has none of them.
 *
 * @param seals the key that it began under, of which everything else of it is made
 * @param secret of the browser, which nothing else holds
 * @param until milliseconds
 * @param account user name of the account; empty = whichever it is
 * @param next the page to go on to
 */
record OidcAttempt(Hmac seals, String secret, long until, String account, String next) {
    private static final int SECRET = 32;
    private static final int PARTS = 5;

    static OidcAttempt begin(Hmac seals, RandomGenerator random, long now, String account, String next) {
        byte[] bytes = new byte[SECRET];
        random.nextBytes(bytes);
        return new OidcAttempt(seals, text(bytes), now + SignInLimits.OIDC_PATIENCE.toMillis(), account, next);
    }

    /** What the cookie holds; null = it was not made by us, or its time is over. */
    static @Nullable OidcAttempt of(HmacKeyring seals, @Nullable String cookie, long now) {
        String[] parts = cookie == null ? new String[0] : cookie.split("\\.", -1);
        if (parts.length != PARTS) {
            return null;
        }
        Optional<Hmac> ours =
                seals.all().stream().filter(key -> isSealed(key, parts)).findFirst();
        if (ours.isEmpty() || now >= Long.parseLong(parts[1])) {
            return null;
        }
        return new OidcAttempt(ours.get(), parts[0], Long.parseLong(parts[1]), decoded(parts[2]), decoded(parts[3]));
    }

    private static boolean isSealed(Hmac key, String[] parts) {
        String seal = seal(key, "cookie", parts[0], parts[1], parts[2], parts[3]);
        return MessageDigest.isEqual(
                seal.getBytes(StandardCharsets.US_ASCII), parts[4].getBytes(StandardCharsets.UTF_8));
    }

    String cookie() {
        String[] parts = {secret, Long.toString(until), encoded(account), encoded(next)};
        return String.join(".", parts) + "." + seal(seals, "cookie", parts[0], parts[1], parts[2], parts[3]);
    }

    String state() {
        return seal(seals, "state", secret);
    }

    boolean isState(String given) {
        return MessageDigest.isEqual(
                state().getBytes(StandardCharsets.US_ASCII), given.getBytes(StandardCharsets.UTF_8));
    }

    String nonce() {
        return seal(seals, "nonce", secret);
    }

    /** Of 43 characters, as RFC 7636 section 4.1 wants it. */
    String verifier() {
        return seal(seals, "verifier", secret);
    }

    String challenge() {
        try {
            return text(MessageDigest.getInstance("SHA-256").digest(verifier().getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String seal(Hmac seals, String... parts) {
        byte[][] sized = new byte[parts.length][];
        for (int i = 0; i < parts.length; i++) {
            sized[i] = Hmac.sized(parts[i].getBytes(StandardCharsets.UTF_8));
        }
        return text(seals.of(sized));
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String encoded(String text) {
        return text(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String decoded(String text) {
        return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
    }

    /** Without what is secret. */
    @Override
    public String toString() {
        return "attempt until " + until;
    }
}
