package io.migomail.ingress;

import io.migomail.control.ControlPlane;
import io.migomail.control.UserRole;
import io.migomail.core.Ids;
import io.migomail.core.TimeSource;
import io.migomail.core.record.Account;
import io.migomail.core.record.User;
import io.migomail.mail.password.PasswordHash;
import java.util.random.RandomGenerator;

/** The person who may sign in to the dashboard before there is any other. */
public final class FirstOwner {
    private FirstOwner() {}

    /** Whether the account has people already. */
    public static boolean present(ControlPlane control, Account account) {
        return !control.view().users(account.getId()).isEmpty();
    }

    /**
     * Makes the person.
     *
     * @param random a secure one
     * @throws IllegalStateException where the control plane did not take it
     */
    public static void make(
            ControlPlane control,
            Account account,
            String email,
            String password,
            TimeSource time,
            RandomGenerator random)
            throws InterruptedException {
        long now = time.wallMillis();
        User owner = User.newBuilder()
                .setId(Ids.random(Ids.USER, random))
                .setAccountId(account.getId())
                .setEmail(email)
                .setRole(UserRole.OWNER.word())
                .setPasswordHash(PasswordHash.of(password, random))
                .setPasswordSetAt(now)
                .setCreatedAt(now)
                .setUpdatedAt(now)
                .build();
        if (!control.put(owner, 0).won()) {
            throw new IllegalStateException("the control plane did not take the first user");
        }
    }
}
