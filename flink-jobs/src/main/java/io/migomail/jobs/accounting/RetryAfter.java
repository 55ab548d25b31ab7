package io.migomail.jobs.accounting;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;

/** The header {@code Retry-After} (RFC 9110 10.2.3). */
final class RetryAfter {
    private static final int LONGEST = 9;

    private RetryAfter() {}

    /** The instant asked for in milliseconds, or 0 where the text asks for none. */
    static long instant(String text, long now) {
        String value = text.strip();
        if (!value.isEmpty() && value.length() <= LONGEST && value.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return now + 1_000L * Long.parseLong(value);
        }
        try {
            return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(value))
                    .toEpochMilli();
        } catch (DateTimeException e) {
            return 0;
        }
    }
}
