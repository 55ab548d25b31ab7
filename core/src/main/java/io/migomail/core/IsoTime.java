package io.migomail.core;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Instants as the public API spells them: ISO 8601 in UTC, always with milliseconds. */
public final class IsoTime {
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private IsoTime() {}

    /** The instant of so many milliseconds since the epoch. */
    public static String text(long millis) {
        return MILLIS.format(Instant.ofEpochMilli(millis));
    }
}
