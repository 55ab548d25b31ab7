package io.migomail.ingress;

import io.migomail.control.ApiKeys;
import io.migomail.control.Bootstrap;
import io.migomail.control.ControlPlane;
import io.migomail.control.EgressIps;
import io.migomail.control.SecretBox;
import io.migomail.core.DomainNames;
import io.migomail.core.Environment;
import io.migomail.core.Ids;
import io.migomail.core.Limits;
import io.migomail.core.MailAddress;
import io.migomail.core.MailStream;
import io.migomail.core.Setting;
import io.migomail.core.Settings;
import io.migomail.core.TimeSource;
import io.migomail.core.record.Account;
import io.migomail.core.record.Domain;
import io.migomail.ingress.domain.DkimKeyMaker;
import io.migomail.ingress.domain.DomainStatus;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What an installation begins with: the operator's account, keys, owner and first domain, as the settings
 * {@code MIGO_BOOTSTRAP_…} say. Once there is an account nothing is changed, whatever the settings say: what people did
 * since counts.
 */
public final class FirstInstallation {
    private final Settings settings;
    private final ControlPlane control;
    private final SecretBox box;
    private final TimeSource time;
    private final RandomGenerator random;

    /** @param random the source of ids and salts: a secure one */
    public FirstInstallation(
            Settings settings, ControlPlane control, SecretBox box, TimeSource time, RandomGenerator random) {
        this.settings = settings;
        this.control = control;
        this.box = box;
        this.time = time;
        this.random = random;
    }

    /** Whether the settings ask for it. */
    public static boolean wanted(Settings settings) {
        return settings.has(Setting.MIGO_BOOTSTRAP_EMAIL);
    }

    /**
     * Makes what is missing of it, so that one that was interrupted is completed.
     *
     * @return what was made, a line each, without secrets; empty = there is another account, or nothing was missing
     * @throws IllegalArgumentException where a setting is wrong, before anything is made
     * @throws IllegalStateException where the control plane could not be written; to be run again
     */
    public List<String> make() throws InterruptedException {
        String username = settings.get(Setting.MIGO_BOOTSTRAP_USERNAME);
        String email = email();
        String password = password();
        String live = key(Environment.LIVE, Setting.MIGO_BOOTSTRAP_LIVE_KEY);
        String sandbox = key(Environment.SANDBOX, Setting.MIGO_BOOTSTRAP_SANDBOX_KEY);
        String domain = domain();
        Account known = control.view().accountByUsername(username);
        if (known == null && !control.view().accounts().isEmpty()
                || known != null && FirstOwner.present(control, known)) {
            return List.of();
        }
        Bootstrap.Wanted wanted = new Bootstrap.Wanted(username, "first", EgressIps.of(settings), List.of());
        Bootstrap.Ready made = Bootstrap.ensure(
                control, wanted, environment -> environment == Environment.LIVE ? live : sandbox, time, random);
        if (!domain.isEmpty() && control.view().domainByName(made.account().getId(), domain) == null) {
            make(made.account(), domain);
        }
        // Last: who is there means that all the rest is.
        FirstOwner.make(control, made.account(), email, password, time, random);
        return List.of("account " + username, "owner " + email);
    }

    private void make(Account account, String name) throws InterruptedException {
        long now = time.wallMillis();
        Domain bare = Domain.newBuilder()
                .setId(Ids.random(Ids.DOMAIN, random))
                .setAccountId(account.getId())
                .setName(name)
                .setStream(MailStream.TRANSACTIONAL.word())
                .setCreatedAt(now)
                .build();
        Domain domain = DomainStatus.assumed(new DkimKeyMaker(box).first(bare, now), now);
        if (!control.put(domain, 0).won()) {
            throw new IllegalStateException("the control plane did not take the first domain");
        }
    }

    private String email() {
        try {
            return MailAddress.parse(settings.get(Setting.MIGO_BOOTSTRAP_EMAIL)).toString();
        } catch (IllegalArgumentException e) {
            throw wrong(Setting.MIGO_BOOTSTRAP_EMAIL, "is no e-mail address: " + e.getMessage());
        }
    }

    private String password() {
        String password = settings.get(Setting.MIGO_BOOTSTRAP_PASSWORD);
        if (password.length() < Limits.PASSWORD_CHARS_MIN || password.length() > Limits.PASSWORD_CHARS_MAX) {
            throw wrong(
                    Setting.MIGO_BOOTSTRAP_PASSWORD,
                    "must have " + Limits.PASSWORD_CHARS_MIN + " to " + Limits.PASSWORD_CHARS_MAX + " characters");
        }
        return password;
    }

    private @Nullable String key(Environment environment, Setting setting) {
        if (!settings.has(setting)) {
            return null;
        }
        String text = settings.get(setting);
        ApiKeys.Parsed parsed = ApiKeys.parse(text);
        if (parsed == null || parsed.environment() != environment) {
            throw wrong(setting, "is no " + environment.word() + " key; ./migomail secrets makes one");
        }
        return text;
    }

    private String domain() {
        String text = settings.get(Setting.MIGO_BOOTSTRAP_DOMAIN);
        try {
            return text.isEmpty() ? "" : DomainNames.toAscii(text);
        } catch (IllegalArgumentException e) {
            throw wrong(Setting.MIGO_BOOTSTRAP_DOMAIN, "is no domain name: " + e.getMessage());
        }
    }

    private static IllegalArgumentException wrong(Setting setting, String fault) {
        return new IllegalArgumentException(setting + " " + fault);
    }
}
