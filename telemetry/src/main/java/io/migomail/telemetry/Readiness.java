package io.migomail.telemetry;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Whether a process can do now what it is there for: all of its conditions hold. What it only would like to have is none.
 * Thread-safe once made; each question asks the conditions anew, so they must not block.
 */
public final class Readiness {
    private final Map<String, BooleanSupplier> conditions = new LinkedHashMap<>();

    /** Adds a condition under a word that operators read: {@code kafka}. */
    public Readiness with(String word, BooleanSupplier holds) {
        conditions.put(word, holds);
        return this;
    }

    /** Each condition and whether it holds. */
    public Map<String, Boolean> ask() {
        Map<String, Boolean> out = new LinkedHashMap<>();
        conditions.forEach((word, holds) -> out.put(word, holds.getAsBoolean()));
        return out;
    }

    /** Whether all hold. */
    public boolean ready() {
        return conditions.values().stream().allMatch(BooleanSupplier::getAsBoolean);
    }
}
