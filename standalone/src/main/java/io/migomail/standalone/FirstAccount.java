package io.migomail.standalone;

import io.migomail.control.ApiKeys;
import io.migomail.control.Bootstrap;
import io.migomail.control.ControlPlane;
import io.migomail.control.EgressIps;
import io.migomail.control.Scope;
import io.migomail.core.Environment;
import io.migomail.core.Ids;
import io.migomail.core.Setting;
import io.migomail.core.Settings;
import io.migomail.core.TimeSource;
import io.migomail.core.record.Account;
import io.migomail.core.record.ApiKey;
import io.migomail.core.record.Application;
import io.migomail.ingress.FirstOwner;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/** The account of a local run, its pools by the settings, and its keys in {@code credentials.json}. */
public record FirstAccount(Account account, Application application, Credentials credentials) {
    public static final String USERNAME = "demo";
    public static final String DOMAIN = "yourapp.com";
    private static final String EMAIL = "owner@" + DOMAIN;
    private static final int PASSWORD_BYTES = 10;

    /** Makes what is missing; keys that were lost are replaced by new ones. */
    public static FirstAccount ensure(ControlPlane control, Settings settings, DataFolder data, TimeSource time)
            throws IOException, InterruptedException {
        SecureRandom random = new SecureRandom();
        Bootstrap.Ready made = Bootstrap.ensure(
                control, new Bootstrap.Wanted(USERNAME, "first", EgressIps.of(settings), List.of()), time, random);
        Credentials credentials;
        if (made.liveKey() == null && made.sandboxKey() == null && Credentials.present(data.path())) {
            credentials = Credentials.read(data.path());
        } else {
            credentials = new Credentials(
                    USERNAME,
                    made.liveKey() != null
                            ? made.liveKey()
                            : replaced(control, made.application(), Environment.LIVE, time, random),
                    made.sandboxKey() != null
                            ? made.sandboxKey()
                            : replaced(control, made.application(), Environment.SANDBOX, time, random),
                    null,
                    null);
            credentials.write(data);
        }
        if (!FirstOwner.present(control, made.account())) {
            byte[] bytes = new byte[PASSWORD_BYTES];
            random.nextBytes(bytes);
            String password = HexFormat.of().formatHex(bytes);
            FirstOwner.make(control, made.account(), EMAIL, password, time, random);
            credentials = credentials.with(EMAIL, password);
            credentials.write(data);
        }
        return new FirstAccount(made.account(), made.application(), credentials);
    }

    /** Where a started stack is reached with these keys. */
    Ready ready(Settings settings, String http, String smtp, DataFolder data) {
        boolean captures = settings.get(Setting.MIGO_DELIVERY).equals("capture");
        return new Ready(
                http,
                smtp,
                USERNAME,
                credentials.liveKey(),
                credentials.sandboxKey(),
                "noreply@" + DOMAIN,
                data.resolve("tls").resolve("ca.pem").toString(),
                captures ? http + "/inbox" : "",
                data.path().toString(),
                Objects.requireNonNullElse(credentials.email(), ""),
                Objects.requireNonNullElse(credentials.password(), ""));
    }

    private static String replaced(
            ControlPlane control,
            Application application,
            Environment environment,
            TimeSource time,
            SecureRandom random)
            throws InterruptedException {
        String secret = ApiKeys.generate(environment, random);
        ApiKey key = ApiKey.newBuilder()
                .setId(Ids.random(Ids.KEY, random))
                .setAccountId(application.getAccountId())
                .setApplicationId(application.getId())
                .setEnvironment(environment.word())
                .setHash(ApiKeys.hash(secret))
                .setName("replaces a lost " + environment.word() + " key")
                .addScopes(Scope.ADMIN.word())
                .setHint(ApiKeys.hint(secret))
                .setCreatedAt(time.wallMillis())
                .build();
        if (!control.put(key, 0).won()) {
            throw new StartException("the control plane did not take a new key");
        }
        return secret;
    }
}
