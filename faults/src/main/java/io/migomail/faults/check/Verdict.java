package io.migomail.faults.check;

import java.util.List;

/**
 * One count of the checker.
 *
 * @param bound the most that may be
 * @param examples the first few that were counted, with what is wrong about them
 */
public record Verdict(String name, long count, long bound, List<String> examples) {
    private static final int EXAMPLES = 5;

    /** Of what must not be at all. */
    public static Verdict none(String name, List<String> found) {
        return of(name, found, 0);
    }

    /** Of what may be up to a bound. */
    public static Verdict of(String name, List<String> found, long bound) {
        return new Verdict(
                name, found.size(), bound, found.stream().limit(EXAMPLES).toList());
    }

    /** Of a condition that holds or not. */
    public static Verdict that(String name, boolean holds, String otherwise) {
        return none(name, holds ? List.of() : List.of(otherwise));
    }

    /** Whether the count keeps to its bound. */
    public boolean passed() {
        return count <= bound;
    }
}
