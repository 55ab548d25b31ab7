package io.migomail.control;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What an API key may do. {@link #ADMIN} includes all others. */
public enum Scope {
    MESSAGES_SEND,
    MESSAGES_READ,
    TEMPLATES_READ,
    TEMPLATES_WRITE,
    DOMAINS_READ,
    DOMAINS_WRITE,
    WEBHOOKS_READ,
    WEBHOOKS_WRITE,
    SUPPRESSIONS_READ,
    SUPPRESSIONS_WRITE,
    STATS_READ,
    ADMIN;

    /** The word used in the API and in records: {@code messages:send}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', ':');
    }

    /** The scope of this word, or null. */
    public static @Nullable Scope of(String word) {
        return Arrays.stream(values())
                .filter(s -> s.word().equals(word))
                .findFirst()
                .orElse(null);
    }

    /** Every word, in the order of the documentation. */
    public static List<String> words() {
        return Arrays.stream(values()).map(Scope::word).toList();
    }

    /** Whether a key with these scopes may do it. */
    public boolean grantedBy(Collection<String> scopes) {
        return scopes.contains(word()) || scopes.contains(ADMIN.word());
    }
}
