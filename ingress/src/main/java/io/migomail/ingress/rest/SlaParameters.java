package io.migomail.ingress.rest;

import io.migomail.analytics.StatsDimension;
import io.migomail.analytics.StatsQuery;
import io.migomail.control.ControlView;
import io.migomail.core.Limits;
import io.migomail.ingress.problem.ErrorCode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what report a call asks for. Stateless. */
final class SlaParameters {
    private static final int CHARS = 253;
    private static final StatsQuery.Range NONE = new StatsQuery.Range(0, 1);

    private SlaParameters() {}

    /**
     * @param month as it was asked for, or the present one; null where the range was given otherwise
     * @param csv as a table instead of JSON
     */
    record Asked(
            StatsQuery.Scope scope,
            StatsQuery.Range range,
            @Nullable String month,
            boolean csv) {
        /** What a file of it is called, without an ending. */
        String name() {
            return "sla-" + (month == null ? day(range.from()) + "-" + day(range.to()) : month);
        }

        private static LocalDate day(long millis) {
            return LocalDate.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
        }
    }

    /** @throws io.migomail.ingress.problem.Problem with every fault of the query */
    static Asked read(Call call, ControlView view) {
        QueryParameters given = QueryParameters.of(call);
        StatsQuery.Scope scope = new StatsQuery.Scope(
                StatsParameters.applications(call.caller(), view, given.line("application", CHARS)),
                call.caller().environment().word(),
                filters(given));
        String format = given.word("format", List.of("json", "csv"));
        boolean csv = format == null ? MediaRanges.prefers("text/csv", call.header("Accept")) : format.equals("csv");
        YearMonth month = null;
        StatsQuery.Range range;
        if (given.has("from") || given.has("to")) {
            if (given.has("month")) {
                given.fault("month", ErrorCode.CONFLICTING_CONTENT, "Either a month or a range is expected.");
                given.done();
            }
            range = range(call, given);
        } else {
            month = month(call, given);
            range = range(month);
        }
        given.done();
        return new Asked(scope, range, month == null ? null : month.toString(), csv);
    }

    private static Map<StatsDimension, String> filters(QueryParameters given) {
        String name = StatsDimension.CLASS.word();
        String wanted = given.word(name, StatsParameters.CLASSES);
        return wanted == null ? Map.of() : Map.of(StatsDimension.CLASS, wanted);
    }

    private static YearMonth month(Call call, QueryParameters given) {
        YearMonth present = YearMonth.from(Instant.ofEpochMilli(call.now()).atZone(ZoneOffset.UTC));
        String text = given.line("month", CHARS);
        if (text == null) {
            return present;
        }
        try {
            YearMonth month = YearMonth.parse(text);
            if (month.getYear() >= 2000 && month.getYear() < 2200) {
                return month;
            }
        } catch (DateTimeParseException e) {
            // As one out of bounds.
        }
        given.fault("month", ErrorCode.INVALID_VALUE, "A month such as 2026-11 is expected.");
        return present;
    }

    private static StatsQuery.Range range(YearMonth month) {
        return new StatsQuery.Range(begin(month), begin(month.plusMonths(1)));
    }

    private static long begin(YearMonth month) {
        return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    }

    private static StatsQuery.Range range(Call call, QueryParameters given) {
        Long to = given.instant("to");
        Long from = given.instant("from");
        if (!given.has("from")) {
            given.fault("from", ErrorCode.MISSING_FIELD, "A range needs an instant at which it begins.");
            return NONE;
        }
        if (from == null) {
            return NONE;
        }
        long end = to == null ? call.now() : to;
        if (from >= end || end - from > Limits.STATS_RANGE.toMillis()) {
            String longest =
                    "A range must begin before it ends, and has at most " + Limits.STATS_RANGE.toDays() + " days.";
            given.fault("from", ErrorCode.INVALID_VALUE, longest);
            return NONE;
        }
        return new StatsQuery.Range(from, end);
    }
}
