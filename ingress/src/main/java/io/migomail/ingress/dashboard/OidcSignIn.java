package io.migomail.ingress.dashboard;

import io.migomail.control.ControlView;
import io.migomail.core.Bounded;
import io.migomail.core.HmacKeyring;
import io.migomail.core.Settings;
import io.migomail.core.SignInLimits;
import io.migomail.core.TimeSource;
import io.migomail.core.record.Account;
import io.migomail.core.record.User;
import io.migomail.ingress.rest.WebCall;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signing in by what an issuer of OpenID Connect says: the e-mail address that it has verified must be that of a person whom an owner has
 * invited; nobody becomes one by it (docs/adr/0052). Thread-safe.
 */
public final class OidcSignIn {
    /** Of the attempt that a browser is making. */
    static final String COOKIE = "migo_oidc";

    private static final Logger LOG = LoggerFactory.getLogger(OidcSignIn.class);
    private static final int REMEMBERED = 10_000;

    private final ControlView view;
    private final OidcSettings settings;
    private final OidcProvider provider;
    private final HmacKeyring seals;
    private final RandomGenerator random;
    private final Semaphore room = new Semaphore(SignInLimits.OIDC_REQUESTS);
    private final Map<String, Boolean> used = Bounded.recentlyUsed(REMEMBERED);

    private OidcSignIn(
            ControlView view, OidcSettings settings, HmacKeyring seals, TimeSource time, RandomGenerator random) {
        this.view = view;
        this.settings = settings;
        this.provider = new OidcProvider(settings, time);
        this.seals = seals;
        this.random = random;
    }

    /**
     * As the settings say; null = it is not wanted.
     *
     * @param url where browsers reach this node
     * @param keys the first seals attempts, and what any of them sealed holds
     * @param random a secure one
     * @throws IllegalArgumentException where the settings are not whole
     */
    public static @Nullable OidcSignIn of(
            Settings settings,
            ControlView view,
            String url,
            List<byte[]> keys,
            TimeSource time,
            RandomGenerator random) {
        OidcSettings wanted = OidcSettings.of(settings, url);
        return wanted == null ? null : new OidcSignIn(view, wanted, new HmacKeyring(keys), time, random);
    }

    /** What came of an attempt: those whom it may be of, or a sentence why of nobody. */
    record Outcome(List<User> people, String fault, String next, String account) {}

    /** Whom it is left to, for the button. */
    String name() {
        return settings.issuer().getHost();
    }

    /** A new attempt, which the browser is to keep. */
    OidcAttempt begin(WebCall call, String account, String next) {
        return OidcAttempt.begin(seals.first(), random, call.now(), account, next);
    }

    /** The issuer's page; null = it cannot be asked now. */
    @Nullable
    String ask(OidcAttempt attempt) throws InterruptedException {
        if (!room.tryAcquire()) {
            return null;
        }
        try {
            return provider.ask(attempt);
        } catch (OidcException e) {
            LOG.warn("nobody can sign in by {}: {}", settings.issuer(), e.getMessage());
            return null;
        } finally {
            room.release();
        }
    }

    /** Who came back from there. */
    Outcome enter(WebCall call) throws InterruptedException {
        OidcAttempt attempt = OidcAttempt.of(seals, call.cookie(COOKIE), call.now());
        String state = Queries.text(call.query("state"));
        if (attempt == null || !attempt.isState(state) || !first(state)) {
            return nobody("This sign-in was not begun in this browser, or is over. Begin again.", attempt);
        }
        String code = Queries.text(call.query("code"));
        if (code.isEmpty() || call.query("error") != null) {
            return nobody(name() + " signed nobody in.", attempt);
        }
        if (!room.tryAcquire()) {
            return nobody("Too many people are signing in at once. Try again.", attempt);
        }
        try {
            List<User> people = people(provider.redeem(code, call.query("iss"), attempt), attempt.account());
            String fault = people.isEmpty() ? "Nobody of the address that " + name() + " names was invited here." : "";
            return new Outcome(people, fault, attempt.next(), attempt.account());
        } catch (OidcException e) {
            LOG.warn("a sign-in by {} is refused: {}", settings.issuer(), e.getMessage());
            return nobody(name() + " did not say who you are in a way that holds.", attempt);
        } finally {
            room.release();
        }
    }

    private static Outcome nobody(String fault, @Nullable OidcAttempt attempt) {
        return new Outcome(List.of(), fault, attempt == null ? "" : attempt.next(), "");
    }

    /** Whether that state comes to this node for the first time; the issuer takes its code once, whatever node asks. */
    private boolean first(String state) {
        synchronized (used) {
            return used.put(state, true) == null;
        }
    }

    private List<User> people(String email, String account) {
        return view.usersByEmail(email).stream()
                .filter(user -> isOf(user, account))
                .toList();
    }

    private boolean isOf(User user, String account) {
        Account of = view.account(user.getAccountId());
        return of != null
                && of.getClosedAt() == 0
                && (account.isEmpty() || of.getUsername().equals(account));
    }
}
