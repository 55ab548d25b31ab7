package io.migomail.telemetry;

import java.util.Locale;

/** What a metric counts or measures; base units only, as Prometheus has them. */
public enum Unit {
    SECONDS,
    BYTES,
    MESSAGES,
    DELIVERIES,
    ATTEMPTS,
    EVENTS,
    REQUESTS,
    CONNECTIONS,
    RECORDS,
    /** Things that have no unit of their own here: the name says which. */
    COUNT,
    /** 1 = it is so, 0 = it is not. */
    FLAG;

    /** The word in the reference. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
