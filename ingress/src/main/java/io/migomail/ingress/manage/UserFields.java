package io.migomail.ingress.manage;

import io.migomail.control.UserRole;
import io.migomail.core.Limits;
import io.migomail.core.MailAddress;
import io.migomail.core.record.User;
import io.migomail.ingress.json.Fields;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.ingress.problem.Problem;
import io.migomail.mail.password.PasswordHash;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What a request says of a person. Thread-safe; few passwords are hashed at a time, for each takes much memory. */
final class UserFields {
    static final String[] ALL = {"email", "name", "role", "password"};

    private static final int NAME_CHARS = 128;
    private static final int EMAIL_CHARS = 320;

    private final RandomGenerator random;
    private final Semaphore hashing = new Semaphore(Limits.PASSWORD_HASHES);

    UserFields(RandomGenerator random) {
        this.random = random;
    }

    /** A new person has an address and a role. */
    void requireNew(Fields fields) {
        for (String name : new String[] {"email", "role"}) {
            if (!fields.has(name)) {
                fields.fault("/" + name, ErrorCode.MISSING_FIELD, "The field is required.");
            }
        }
    }

    /**
     * Sets what is given.
     *
     * @throws Problem with all faults, or {@code busy} where too many passwords are being hashed
     */
    void read(Fields fields, User.Builder user) {
        if (fields.has("email")) {
            user.setEmail(email(fields));
        }
        if (fields.has("name")) {
            String name = fields.line("name", NAME_CHARS);
            user.setName(name == null ? "" : name);
        }
        UserRole role = fields.word("role", UserRole::of);
        if (role != null) {
            user.setRole(role.word());
        }
        String password = password(fields);
        fields.done();
        if (password != null) {
            user.setPasswordHash(hash(password)).setPasswordSetAt(user.getUpdatedAt());
        }
    }

    private static String email(Fields fields) {
        String text = fields.line("email", EMAIL_CHARS);
        if (text == null) {
            return "";
        }
        try {
            return MailAddress.parse(text).toString();
        } catch (IllegalArgumentException e) {
            fields.fault("/email", ErrorCode.INVALID_ADDRESS, "Not an e-mail address: " + e.getMessage() + ".");
            return "";
        }
    }

    private static @Nullable String password(Fields fields) {
        String password = fields.line("password", Limits.PASSWORD_CHARS_MAX);
        if (password != null && password.length() < Limits.PASSWORD_CHARS_MIN) {
            fields.fault(
                    "/password",
                    ErrorCode.INVALID_VALUE,
                    "At least " + Limits.PASSWORD_CHARS_MIN + " characters are required.");
        }
        return password;
    }

    private String hash(String password) {
        return oneOfFew(() -> PasswordHash.of(password, random));
    }

    /**
     * Whether that is the password of the hash.
     *
     * @throws Problem {@code busy}
     */
    boolean matches(String password, String hash) {
        return oneOfFew(() -> PasswordHash.matches(password, hash));
    }

    private <T> T oneOfFew(Supplier<T> work) {
        if (!hashing.tryAcquire()) {
            throw Problem.of(ErrorCode.BUSY, "Too many passwords are being set at once. Send it again.");
        }
        try {
            return work.get();
        } finally {
            hashing.release();
        }
    }
}
