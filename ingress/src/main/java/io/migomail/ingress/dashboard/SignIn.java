package io.migomail.ingress.dashboard;

import io.migomail.control.ControlView;
import io.migomail.core.Limits;
import io.migomail.core.TimeSource;
import io.migomail.core.record.Account;
import io.migomail.core.record.User;
import io.migomail.ingress.intake.LoginGuard;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.ingress.problem.Problem;
import io.migomail.mail.password.PasswordHash;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;

/** Finds whose e-mail address and password these are, and makes guessing slow. Thread-safe. */
final class SignIn {
    private final ControlView view;
    private final LoginGuard guard;
    private final Semaphore hashing = new Semaphore(Limits.PASSWORD_HASHES);
    /** Nobody's: an address that nobody has takes as long as one that somebody has. */
    private final String nobody;

    /** @param random a secure one */
    SignIn(ControlView view, TimeSource time, RandomGenerator random) {
        this.view = view;
        this.guard = new LoginGuard(time);
        this.nobody = PasswordHash.of("", random);
    }

    /**
     * @param account user name of the account; empty = whichever it is
     * @return whom they may be: nobody, one, or where an address with the same password is of several accounts, several
     * @throws Problem {@code rate_limited} after failures, {@code busy} where too many sign in at once
     */
    List<User> find(String email, String password, String account, String source) {
        String name = email.strip().toLowerCase(Locale.ROOT);
        Duration wait = guard.wait(source, name);
        if (!wait.isZero()) {
            throw Problem.of(
                    ErrorCode.RATE_LIMITED, "Too many attempts. Try again in " + (wait.toSeconds() + 1) + " seconds.");
        }
        if (!hashing.tryAcquire()) {
            throw Problem.of(ErrorCode.BUSY, "Too many people are signing in at once. Try again.");
        }
        try {
            List<User> found = candidates(name, account).stream()
                    .filter(user -> PasswordHash.matches(password, user.getPasswordHash()))
                    .toList();
            if (found.isEmpty()) {
                guard.failed(source, name);
            }
            return found;
        } finally {
            hashing.release();
        }
    }

    private List<User> candidates(String email, String account) {
        List<User> all = view.usersByEmail(email).stream()
                .filter(user -> !user.getPasswordHash().isEmpty() && isOf(user, account.strip()))
                .toList();
        return all.isEmpty() ? List.of(User.newBuilder().setPasswordHash(nobody).build()) : all;
    }

    private boolean isOf(User user, String account) {
        Account of = view.account(user.getAccountId());
        return of != null
                && of.getClosedAt() == 0
                && (account.isEmpty() || of.getUsername().equals(account));
    }
}
