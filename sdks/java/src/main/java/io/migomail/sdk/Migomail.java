package io.migomail.sdk;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A client of the Migomail API with one API key. Thread-safe; an application needs one.
 *
 * <pre>{@code
 * Migomail migo = new Migomail("migo_sk_live_…");
 * Accepted accepted = migo.messages().send(new Send()
 *         .from("noreply@yourapp.com")
 *         .to("priya@example.com")
 *         .template("otp-verification-v3")
 *         .variables(Map.of("otp_code", "847 291", "expires_min", 5, "user_name", "Priya")));
 * }</pre>
 */
public final class Migomail extends Resources {
    /** The version of this library. */
    public static final String VERSION = "0.2.0";

    private static final String LOCAL_RUN = "http://127.0.0.1:8080";

    /**
     * With the key in {@code MIGO_API_KEY}, at {@code MIGO_BASE_URL}.
     *
     * @throws IllegalArgumentException where there is no key
     */
    public Migomail() {
        this(null);
    }

    /**
     * With this key; null = that in {@code MIGO_API_KEY}.
     *
     * @throws IllegalArgumentException where there is no key, or it cannot be one
     */
    public Migomail(@Nullable String key) {
        this(key, new Options());
    }

    /**
     * With this key; null = that in {@code MIGO_API_KEY}.
     *
     * @throws IllegalArgumentException where there is no key, or it cannot be one
     */
    public Migomail(@Nullable String key, Options options) {
        this(key, options, System.getenv());
    }

    /** With this environment instead of the process's. */
    Migomail(@Nullable String key, Options options, Map<String, String> environment) {
        super(new Caller(key(key, environment), at(options, environment)));
    }

    private static String key(@Nullable String given, Map<String, String> environment) {
        String key = (given != null ? given : environment.getOrDefault("MIGO_API_KEY", "")).strip();
        if (key.isEmpty()) {
            throw new IllegalArgumentException("no API key: give one, or set MIGO_API_KEY");
        }
        if (!key.matches("[\\x21-\\x7e]+")) {
            throw new IllegalArgumentException("the API key holds a character that none has");
        }
        return key;
    }

    private static Options at(Options options, Map<String, String> environment) {
        URI given = options.baseUrl();
        String url = given != null ? given.toString() : environment.getOrDefault("MIGO_BASE_URL", LOCAL_RUN);
        return options.baseUrl(url.strip().replaceFirst("/+$", ""));
    }
}
