package io.migomail.core;

/** The pacing key: destination group and IP pool (docs/adr/0001). */
public record PaceKey(String group, String poolId) {
    /** Prefix of the group of a domain that could not be resolved yet. */
    public static final String UNRESOLVED = "dns:";

    /** Prefix of the group under which fences travel (docs/adr/0012); no queue has it. */
    public static final String FENCE = "fence:";

    private static final char SEPARATOR = '|';

    /** The key as one word, as in records and in Flink's key. */
    public String word() {
        return group + SEPARATOR + poolId;
    }

    /** @throws IllegalArgumentException where it is none */
    public static PaceKey of(String word) {
        int at = word.lastIndexOf(SEPARATOR);
        if (at <= 0) {
            throw new IllegalArgumentException("not a pace key: " + word);
        }
        return new PaceKey(word.substring(0, at), word.substring(at + 1));
    }

    /** Whether deliveries under this key wait for DNS. */
    public boolean unresolved() {
        return group.startsWith(UNRESOLVED);
    }
}
