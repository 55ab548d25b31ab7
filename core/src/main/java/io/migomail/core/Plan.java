package io.migomail.core;

import java.util.Locale;

/** The plans that an account may have, and what each sets: the one table of them, published by {@code /v1/limits}. */
public enum Plan {
    STANDARD(90, 30, 10_000, 100, 100),
    ENTERPRISE(365, 90, 20_000, 1_000, 1_000);

    private final int retentionDays;
    private final int contentDays;
    private final int requestsPerSecond;
    private final int applications;
    private final int users;

    Plan(int retentionDays, int contentDays, int requestsPerSecond, int applications, int users) {
        this.retentionDays = retentionDays;
        this.contentDays = contentDays;
        this.requestsPerSecond = requestsPerSecond;
        this.applications = applications;
        this.users = users;
    }

    /** The word used in the API and in records. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** For so many days a message's story is kept; set when the message is accepted. */
    public int retentionDays() {
        return retentionDays;
    }

    /** For so many days the content of a message is kept, where its application wants it to be. */
    public int contentDays() {
        return contentDays;
    }

    /** Of each API key, at each node. */
    public int requestsPerSecond() {
        return requestsPerSecond;
    }

    /** That the account may have. */
    public int applications() {
        return applications;
    }

    /** That the account may have. */
    public int users() {
        return users;
    }

    /** The plan that a record names; the standard one where it names none that is known. */
    public static Plan ofRecord(String word) {
        return ENTERPRISE.word().equals(word) ? ENTERPRISE : STANDARD;
    }

    /** @throws IllegalArgumentException for any other word */
    public static Plan of(String word) {
        return Words.of(values(), Plan::word, word, "plan");
    }
}
