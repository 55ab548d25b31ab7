package io.migomail.ingress.manage;

import java.util.Arrays;
import java.util.Locale;

/** What a person of an account may do; at least one of them owns it. */
enum UserRole {
    OWNER,
    DEVELOPER,
    DESIGNER,
    VIEWER;

    /** The word used in the API and in records. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException for any other word */
    static UserRole of(String word) {
        return Arrays.stream(values())
                .filter(role -> role.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no role"));
    }
}
