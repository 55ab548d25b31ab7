package io.migomail.core;

import java.util.Locale;

/** Selected by the API key: {@code live} mail may leave, {@code sandbox} mail never does. */
public enum Environment {
    LIVE,
    SANDBOX;

    /** The word used in the API, in keys and in records. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException for any other word */
    public static Environment of(String word) {
        return Words.of(values(), Environment::word, word, "environment");
    }
}
