package io.migomail.standalone;

import io.migomail.control.ControlPlane;
import io.migomail.control.UserRole;
import io.migomail.core.Ids;
import io.migomail.core.TimeSource;
import io.migomail.core.record.Account;
import io.migomail.core.record.User;
import io.migomail.mail.password.PasswordHash;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** The person who may sign in to the dashboard of a local run before there is any other. */
final class FirstOwner {
    static final String EMAIL = "owner@" + FirstAccount.DOMAIN;
    private static final int PASSWORD_BYTES = 10;

    private FirstOwner() {}

    /**
     * Makes the person where the account has none.
     *
     * @param random a secure one
     * @return the password; empty = the account has people already
     * @throws StartException where the control plane did not take it
     */
    static String ensure(ControlPlane control, Account account, TimeSource time, RandomGenerator random)
            throws InterruptedException {
        if (!control.view().users(account.getId()).isEmpty()) {
            return "";
        }
        byte[] bytes = new byte[PASSWORD_BYTES];
        random.nextBytes(bytes);
        String password = HexFormat.of().formatHex(bytes);
        long now = time.wallMillis();
        User owner = User.newBuilder()
                .setId(Ids.random(Ids.USER, random))
                .setAccountId(account.getId())
                .setEmail(EMAIL)
                .setRole(UserRole.OWNER.word())
                .setPasswordHash(PasswordHash.of(password, random))
                .setPasswordSetAt(now)
                .setCreatedAt(now)
                .setUpdatedAt(now)
                .build();
        if (!control.put(owner, 0).won()) {
            throw new StartException("the control plane did not take the first user");
        }
        return password;
    }
}
