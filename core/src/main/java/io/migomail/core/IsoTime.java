package io.migomail.core;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/** Instants as the public API spells them: ISO 8601 in UTC, always with milliseconds. */
public final class IsoTime {
    /** 2200-01-01, within what the event store's columns hold. */
    private static final long LATEST = 7_258_118_400_000L;

    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private IsoTime() {}

    /** The instant of so many milliseconds since the epoch. */
    public static String text(long millis) {
        return MILLIS.format(Instant.ofEpochMilli(millis));
    }

    /**
     * The milliseconds since the epoch of an instant as callers may spell it: ISO 8601 with its zone.
     *
     * @throws IllegalArgumentException where it is none, or not from 1970 to 2200
     */
    public static long millis(String text) {
        try {
            long millis = OffsetDateTime.parse(text).toInstant().toEpochMilli();
            if (millis < 0 || millis > LATEST) {
                throw new IllegalArgumentException("an instant out of range");
            }
            return millis;
        } catch (DateTimeParseException | ArithmeticException e) {
            throw new IllegalArgumentException("not an instant", e);
        }
    }
}
