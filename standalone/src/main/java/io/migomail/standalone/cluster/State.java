package io.migomail.standalone.cluster;

import java.util.Locale;

/** Of a process. */
public enum State {
    RUNNING,
    /** Frozen by SIGSTOP. */
    STOPPED,
    /** Gone, or never started. */
    ENDED;

    /** As {@code status} shows it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
