package io.migomail.control;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What a person of an account may do; at least one of them owns it. */
public enum UserRole {
    /** Everything. */
    OWNER(EnumSet.of(Scope.ADMIN)),
    /** Everything but what gives others more: people, applications, and keys that may do everything. */
    DEVELOPER(EnumSet.of(Scope.ADMIN)),
    /** Templates, with trying them out. */
    DESIGNER(EnumSet.of(
            Scope.TEMPLATES_READ,
            Scope.TEMPLATES_WRITE,
            Scope.MESSAGES_READ,
            Scope.MESSAGES_SEND,
            Scope.DOMAINS_READ,
            Scope.STATS_READ)),
    /** Looking. */
    VIEWER(EnumSet.of(
            Scope.MESSAGES_READ,
            Scope.TEMPLATES_READ,
            Scope.DOMAINS_READ,
            Scope.WEBHOOKS_READ,
            Scope.SUPPRESSIONS_READ,
            Scope.STATS_READ));

    private final Set<String> scopes;

    UserRole(Set<Scope> scopes) {
        this.scopes = scopes.stream().map(Scope::word).collect(Collectors.toUnmodifiableSet());
    }

    /** The word used in the API and in records. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The words of the scopes that a person of this role has. */
    public Set<String> scopes() {
        return scopes;
    }

    /** @throws IllegalArgumentException for any other word */
    public static UserRole of(String word) {
        return Arrays.stream(values())
                .filter(role -> role.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no role"));
    }
}
