package io.migomail.core;

import java.util.Locale;

/** What a DKIM selector of a domain is for, in the order of its life. */
public enum SelectorState {
    /** Its record is to be published; it signs nothing until the DNS shows it. */
    NEXT,
    /** It signs. */
    ACTIVE,
    /** It signs nothing more; its record stays for mail that is under way. */
    RETIRED;

    /** The word in records of the control plane. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Of a stored word; records from before there were states are of selectors that sign. */
    public static SelectorState of(String word) {
        return word.isEmpty() ? ACTIVE : Words.of(values(), SelectorState::word, word, "selector state");
    }
}
