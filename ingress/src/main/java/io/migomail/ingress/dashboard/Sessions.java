package io.migomail.ingress.dashboard;

import io.migomail.control.ControlPlane;
import io.migomail.control.EntityKind;
import io.migomail.control.UserRole;
import io.migomail.core.Hmac;
import io.migomail.core.HmacKeyring;
import io.migomail.core.Limits;
import io.migomail.core.record.Account;
import io.migomail.core.record.Session;
import io.migomail.core.record.User;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.ingress.problem.Problem;
import io.migomail.ingress.rest.Call;
import io.migomail.ingress.rest.WebCall;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Who has signed in, in the control plane: every node knows them, a restart forgets nobody, and one that is ended is ended
 * everywhere. A browser holds a secret of 32 octets of which only the hash is kept. Thread-safe.
 */
public final class Sessions {
    private static final String COOKIE = "migo_session";
    private static final int SECRET = 32;
    private static final int USER_AGENT_CHARS = 200;

    private final ControlPlane control;
    private final HmacKeyring tokens;
    private final RandomGenerator random;
    private final boolean secure;

    /**
     * @param keys for tokens against forged requests: the first makes them, and those of all hold
     * @param random a secure one
     * @param secure whether browsers reach this by https, and send its cookie by nothing else
     */
    public Sessions(ControlPlane control, List<byte[]> keys, RandomGenerator random, boolean secure) {
        this.control = control;
        this.tokens = new HmacKeyring(keys);
        this.random = random;
        this.secure = secure;
    }

    /** The session of the browser that asks; null = it has none that holds. */
    @Nullable
    Session of(WebCall call) {
        return find(call.cookie(COOKIE), call.now());
    }

    /** What sets a browser's cookie; no value takes it away. */
    String cookie(String secret) {
        long seconds = secret.isEmpty() ? 0 : Limits.SESSION_LIFE.toSeconds();
        return COOKIE + "=" + secret + "; Path=/; Max-Age=" + seconds + "; HttpOnly; SameSite=Lax"
                + (secure ? "; Secure" : "");
    }

    /** Ends every session of a person, as with a new password, and starts one; what sets its cookie. */
    String startAnew(User user, WebCall call) throws InterruptedException {
        for (Session session : new ArrayList<>(control.view().sessions(user.getId()))) {
            end(session);
        }
        // The password was set after the request had come.
        long now = Math.max(call.now(), user.getPasswordSetAt());
        return cookie(start(user, call.origin(), call.header("User-Agent"), now));
    }

    /**
     * Signs somebody in; what the browser is to hold. Always a new secret, whatever the browser held before.
     *
     * @throws Problem {@code store_unavailable}
     */
    String start(User user, Call.Origin origin, @Nullable String userAgent, long now) throws InterruptedException {
        byte[] bytes = new byte[SECRET];
        random.nextBytes(bytes);
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Session session = Session.newBuilder()
                .setId(hash(secret))
                .setAccountId(user.getAccountId())
                .setUserId(user.getId())
                .setCreatedAt(now)
                .setExpiresAt(now + Limits.SESSION_LIFE.toMillis())
                .setSource(origin.source())
                .setUserAgent(cut(userAgent))
                .build();
        if (!control.put(session, 0).won()) {
            throw Problem.of(ErrorCode.STORE_UNAVAILABLE, "Nobody can be signed in now; try again.");
        }
        List<Session> all = of(user.getId(), now);
        for (Session oldest : all.subList(0, Math.max(0, all.size() - Limits.SESSIONS_PER_USER))) {
            end(oldest);
        }
        return secret;
    }

    /** The session of that secret, while it, its person and their account are there; else null. */
    @Nullable
    Session find(@Nullable String secret, long now) {
        Session found = secret == null ? null : control.view().session(hash(secret));
        return found != null && now < found.getExpiresAt() && user(found) != null ? found : null;
    }

    /** Whether a session that was found is there still, and its person has the same role. */
    boolean holds(Session session, UserRole role, long now) {
        Session found = control.view().session(session.getId());
        User user = found == null ? null : user(found);
        return user != null && now < session.getExpiresAt() && role.word().equals(user.getRole());
    }

    /** Whoever it is of; null = they are there no more, or have another password since. */
    @Nullable
    User user(Session session) {
        User user = control.view().user(session.getUserId());
        Account account = control.view().account(session.getAccountId());
        boolean open = account != null && account.getClosedAt() == 0;
        return open && user != null && session.getCreatedAt() >= user.getPasswordSetAt() ? user : null;
    }

    /** Those of a person that have not ended, oldest first. */
    List<Session> of(String userId, long now) {
        return control.view().sessions(userId).stream()
                .filter(session -> now < session.getExpiresAt())
                .toList();
    }

    void end(Session session) throws InterruptedException {
        control.delete(EntityKind.SESSION, session.getId(), control.version(EntityKind.SESSION, session.getId()));
    }

    /** Signs a person out everywhere but there. */
    void endOthers(Session kept) throws InterruptedException {
        for (Session session : control.view().sessions(kept.getUserId())) {
            if (!session.getId().equals(kept.getId())) {
                end(session);
            }
        }
    }

    /** Clears away what has ended. */
    public void sweep(long now) throws InterruptedException {
        for (Session session : new ArrayList<>(control.view().sessions())) {
            if (now >= session.getExpiresAt() || user(session) == null) {
                end(session);
            }
        }
    }

    /** What every form of a session carries, so that no other site can send it. */
    String formToken(Session session) {
        return formToken(tokens.first(), session);
    }

    private static String formToken(Hmac key, Session session) {
        byte[] id = session.getId().getBytes(StandardCharsets.US_ASCII);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.of(id));
    }

    /** Whether that is it; the time does not tell where they differ. */
    boolean isFormToken(Session session, String given) {
        byte[] token = given.getBytes(StandardCharsets.UTF_8);
        return tokens.all().stream()
                .anyMatch(key ->
                        MessageDigest.isEqual(formToken(key, session).getBytes(StandardCharsets.US_ASCII), token));
    }

    private static String cut(@Nullable String text) {
        String shown = text == null ? "" : text.replaceAll("[^\\x20-\\x7e]", "?");
        return shown.substring(0, Math.min(shown.length(), USER_AGENT_CHARS));
    }

    private static String hash(String secret) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
