package io.migomail.ingress.dashboard;

import io.migomail.control.ControlView;
import io.migomail.core.Hmac;
import io.migomail.core.HmacKeyring;
import io.migomail.core.SignInLimits;
import io.migomail.core.record.Account;
import io.migomail.core.record.User;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Links by which people choose a password themselves, so that no owner knows it. Nothing is kept of one: it is sealed, and
 * ends with its time, with the next password that its person sets, and with another e-mail address of theirs. Thread-safe.
 */
public final class Invitations {
    /** Where they lead. */
    static final String PATH = "/welcome";

    private final ControlView view;
    private final HmacKeyring seals;

    /** @param keys the first seals them, and what any of them sealed holds */
    public Invitations(ControlView view, List<byte[]> keys) {
        this.view = view;
        this.seals = new HmacKeyring(keys);
    }

    /** The path and query of a person's link. */
    String link(User user, long now) {
        String until = Long.toString(now + SignInLimits.INVITATION_LIFE.toMillis());
        return PATH + "?user=" + URLEncoder.encode(user.getId(), StandardCharsets.UTF_8) + "&until=" + until + "&seal="
                + seal(seals.first(), user, until);
    }

    /** Whose link it is, while it holds; else null. */
    @Nullable
    User find(String id, String until, String seal, long now) {
        User user = view.user(id);
        if (user == null || !until.matches("[0-9]{1,15}") || now >= Long.parseLong(until)) {
            return null;
        }
        Account account = view.account(user.getAccountId());
        boolean open = account != null && account.getClosedAt() == 0;
        byte[] given = seal.getBytes(StandardCharsets.UTF_8);
        boolean same = seals.all().stream()
                .anyMatch(key ->
                        MessageDigest.isEqual(seal(key, user, until).getBytes(StandardCharsets.US_ASCII), given));
        return open && same ? user : null;
    }

    private static String seal(Hmac key, User user, String until) {
        byte[] mac = key.of(
                part(user.getId()), part(until), part(Long.toString(user.getPasswordSetAt())), part(user.getEmail()));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(mac);
    }

    private static byte[] part(String text) {
        return Hmac.sized(text.getBytes(StandardCharsets.UTF_8));
    }
}
