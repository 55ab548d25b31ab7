package io.migomail.templates;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.FormatStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a locale writes dates, numbers and amounts (the Unicode CLDR of the JDK). Stateless. */
final class Formats {
    private static final int ISO_CHARS = 40;
    private static final int DECIMALS = 9;
    private static final Map<String, FormatStyle> STYLES = Map.of(
            "short",
            FormatStyle.SHORT,
            "medium",
            FormatStyle.MEDIUM,
            "long",
            FormatStyle.LONG,
            "full",
            FormatStyle.FULL);
    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendLiteral('T')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendOffsetId()
            .toFormatter(Locale.ROOT);

    private Formats() {}

    /** An ISO-8601 text, as that function writes it; throws DateTimeException for any other text. */
    static String temporal(FormatFunction function, String iso, String style, @Nullable String zone, Locale locale) {
        return formatter(function, style, locale).format(moved(parse(function, iso), zone));
    }

    private static TemporalAccessor parse(FormatFunction function, String iso) {
        if (iso.length() > ISO_CHARS) {
            throw new DateTimeParseException("too long", "", 0);
        }
        if (function == FormatFunction.TIME && iso.indexOf('T') < 0) {
            return LocalTime.parse(iso);
        } else if (function == FormatFunction.DATE) {
            return ISO.parseBest(iso, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
        }
        return ISO.parseBest(iso, OffsetDateTime::from, LocalDateTime::from);
    }

    /** An instant moves to the time zone; what has no offset is local wherever it is read. */
    private static TemporalAccessor moved(TemporalAccessor value, @Nullable String zone) {
        if (value instanceof OffsetDateTime instant) {
            return zone == null ? instant.toZonedDateTime() : instant.atZoneSameInstant(ZoneId.of(zone));
        }
        return value;
    }

    /** The formatter of a style or a pattern; throws IllegalArgumentException for what is neither. */
    static DateTimeFormatter formatter(FormatFunction function, String style, Locale locale) {
        FormatStyle known = STYLES.get(style);
        if (known == null) {
            return DateTimeFormatter.ofPattern(style, locale);
        }
        // A time in the styles long and full would name a zone, which local times do not have.
        FormatStyle ofTime = known == FormatStyle.SHORT ? FormatStyle.SHORT : FormatStyle.MEDIUM;
        return (switch (function) {
                    case DATE -> DateTimeFormatter.ofLocalizedDate(known);
                    case TIME -> DateTimeFormatter.ofLocalizedTime(ofTime);
                    default -> DateTimeFormatter.ofLocalizedDateTime(known, FormatStyle.SHORT);
                })
                .withLocale(locale);
    }

    static String number(BigDecimal value, @Nullable Integer decimals, Locale locale) {
        return format(NumberFormat.getNumberInstance(locale), value, decimals == null ? -1 : decimals);
    }

    static String percent(BigDecimal value, @Nullable Integer decimals, Locale locale) {
        return format(NumberFormat.getPercentInstance(locale), value, decimals == null ? 0 : decimals);
    }

    static String currency(BigDecimal value, Currency currency, Locale locale) {
        NumberFormat format = NumberFormat.getCurrencyInstance(locale);
        format.setCurrency(currency);
        return format(format, value, Math.max(0, currency.getDefaultFractionDigits()));
    }

    /** The currency of an ISO 4217 code, or null. */
    static @Nullable Currency currency(String code) {
        try {
            return Currency.getInstance(code);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String format(NumberFormat format, BigDecimal value, int decimals) {
        format.setRoundingMode(RoundingMode.HALF_UP);
        format.setMinimumFractionDigits(Math.max(0, decimals));
        format.setMaximumFractionDigits(decimals < 0 ? DECIMALS : decimals);
        return format.format(value);
    }
}
