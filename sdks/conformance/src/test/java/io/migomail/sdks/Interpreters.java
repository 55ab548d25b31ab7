package io.migomail.sdks;

import org.junit.jupiter.api.Assumptions;

/** What a machine must have for the tests of a language; scripts/peers installs it. */
final class Interpreters {
    private Interpreters() {}

    /** Skips the test where the interpreter is missing, or fails it under CI. */
    static void require(Language language) {
        if (!language.installed()) {
            String missing =
                    "not installed, so that the library for " + language + " is not tried: " + language.interpreter();
            if ("true".equals(System.getenv("CI"))) {
                throw new AssertionError(missing);
            }
            Assumptions.abort(missing);
        }
    }
}
