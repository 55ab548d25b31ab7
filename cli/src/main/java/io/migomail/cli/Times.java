package io.migomail.cli;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Times as people write and read them. */
final class Times {
    private static final Pattern SPAN = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");
    private static final int TWO_UNITS = 2;

    private Times() {}

    /** 500ms, 30s, 5m, 2h, 1d. */
    static final class Converter implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String value) {
            Duration span = span(value);
            if (span == null) {
                throw new TypeConversionException("'" + value + "' is no time like 500ms, 30s, 5m, 2h, 1d");
            }
            return span;
        }
    }

    /** An instant with its zone, or how long ago. */
    static Instant instant(String value, Clock clock) {
        Duration ago = span(value);
        try {
            return ago != null ? clock.instant().minus(ago) : Instant.parse(value);
        } catch (DateTimeException e) {
            throw new UsageException(
                    "'" + value + "' is neither an instant like 2026-12-24T18:00:00Z nor a time ago like 30m, 2h, 1d",
                    e);
        }
    }

    private static @Nullable Duration span(String value) {
        Matcher found = SPAN.matcher(value);
        if (!found.matches()) {
            return null;
        }
        long number = Long.parseLong(found.group(1));
        return switch (found.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    /** 15 ms, 2.4 s, 3 min 20 s, 2 h 5 min, 4 d 1 h; its size only. */
    static String text(Duration signed) {
        Duration time = signed.abs();
        if (time.toMillis() < 1_000) {
            return time.toMillis() + " ms";
        }
        if (time.toSeconds() < 10) {
            return time.toMillis() / 100 / 10.0 + " s";
        }
        StringBuilder out = new StringBuilder();
        int units = add(out, time.toDaysPart(), "d", 0);
        units = add(out, time.toHoursPart(), "h", units);
        units = add(out, time.toMinutesPart(), "min", units);
        add(out, time.toSecondsPart(), "s", units);
        return out.toString();
    }

    /** The two greatest units, the second directly below the first. */
    private static int add(StringBuilder out, long number, String unit, int before) {
        if (before == TWO_UNITS || number == 0) {
            return before == 0 ? 0 : TWO_UNITS;
        }
        out.append(before == 0 ? "" : " ").append(number).append(' ').append(unit);
        return before + 1;
    }

    /** To the second, in UTC; empty for null. */
    static String at(@Nullable Instant instant) {
        return instant == null ? "" : instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** To the millisecond, in UTC. */
    static String exactly(Instant instant) {
        String text = instant.truncatedTo(ChronoUnit.MILLIS).toString();
        return text.length() == "2026-11-28T01:51:06Z".length() ? text.replace("Z", ".000Z") : text;
    }
}
