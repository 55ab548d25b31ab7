package io.migomail.ingress.rest;

import io.migomail.analytics.StatsDimension;
import io.migomail.analytics.StatsInterval;
import io.migomail.analytics.StatsQuery;
import io.migomail.control.ControlView;
import io.migomail.control.Scope;
import io.migomail.core.DomainNames;
import io.migomail.core.Limits;
import io.migomail.core.MailStream;
import io.migomail.core.MessageClass;
import io.migomail.ingress.intake.Caller;
import io.migomail.ingress.problem.ErrorCode;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what statistics a call asks for. Stateless. */
final class StatsParameters {
    private static final Duration USUAL = Duration.ofDays(7);
    static final int CHARS = 253;
    static final List<String> CLASSES =
            Arrays.stream(MessageClass.values()).map(MessageClass::word).toList();
    private static final List<String> STREAMS =
            Arrays.stream(MailStream.values()).map(MailStream::word).toList();
    static final List<String> ENDPOINTS = List.of("rest", "smtp");

    private StatsParameters() {}

    /** The parameters that a query may have. */
    static String[] names() {
        return names(StatsDimension.words());
    }

    /** Those, where one may group and filter by these dimensions. */
    static String[] names(List<String> dimensions) {
        Stream<String> own = Stream.of("from", "to", "interval", "group_by");
        return Stream.concat(own, dimensions.stream()).toArray(String[]::new);
    }

    /** @throws io.migomail.ingress.problem.Problem with every fault of the query */
    static StatsQuery read(Call call, ControlView view) {
        QueryParameters given = QueryParameters.of(call);
        StatsQuery.Scope scope = new StatsQuery.Scope(
                applications(call.caller(), view, given.line("application", CHARS)),
                call.caller().environment().word(),
                filters(given));
        StatsInterval interval = interval(given, StatsInterval.HOUR);
        List<StatsDimension> groups = groups(given, StatsDimension.words(), StatsDimension::of);
        StatsQuery.Range range = range(call, given, USUAL, interval);
        given.done();
        return new StatsQuery(scope, range, interval, groups, Limits.STATS_GROUPS + 1);
    }

    /** A key sees its own application, one with the scope {@code admin} those of its account; any other is as none. */
    static List<String> applications(Caller caller, ControlView view, @Nullable String wanted) {
        List<String> seen = caller.scopes().contains(Scope.ADMIN.word())
                ? view.applicationIds(caller.accountId())
                : List.of(caller.applicationId());
        return wanted == null ? seen : seen.stream().filter(wanted::equals).toList();
    }

    private static Map<StatsDimension, String> filters(QueryParameters given) {
        Map<StatsDimension, String> filters = new EnumMap<>(StatsDimension.class);
        for (StatsDimension dimension : StatsDimension.values()) {
            String value = filter(given, dimension);
            if (value != null) {
                filters.put(dimension, value);
            }
        }
        return filters;
    }

    private static @Nullable String filter(QueryParameters given, StatsDimension dimension) {
        String name = dimension.word();
        return switch (dimension) {
            // Says whose events are asked for.
            case APPLICATION -> null;
            case CLASS -> given.word(name, CLASSES);
            case STREAM -> given.word(name, STREAMS);
            case ENDPOINT -> given.word(name, ENDPOINTS);
            case PROVIDER, TEMPLATE -> given.line(name, CHARS);
            case TAG -> given.line(name, Limits.TAG_CHARS);
            case DOMAIN, RECIPIENT_DOMAIN -> domain(given, name);
        };
    }

    private static @Nullable String domain(QueryParameters given, String name) {
        String text = given.line(name, CHARS);
        if (text == null) {
            return null;
        }
        try {
            return DomainNames.toAscii(text);
        } catch (IllegalArgumentException e) {
            given.fault(name, ErrorCode.INVALID_VALUE, "The value is no domain name.");
            return null;
        }
    }

    /** Up to {@link Limits#STATS_DIMENSIONS} of these words, each once. */
    static <T> List<T> groups(QueryParameters given, List<String> known, Function<String, T> dimension) {
        Set<T> groups = new LinkedHashSet<>();
        for (String line : given.lines("group_by", known.size(), CHARS)) {
            for (String word : line.split(",", -1)) {
                if (known.contains(word)) {
                    groups.add(dimension.apply(word));
                } else {
                    String words = String.join(", ", known);
                    given.fault("group_by", ErrorCode.INVALID_VALUE, "Each value is one of: " + words + ".");
                    return List.of();
                }
            }
        }
        if (groups.size() > Limits.STATS_DIMENSIONS) {
            given.fault("group_by", ErrorCode.TOO_MANY, "At most " + Limits.STATS_DIMENSIONS + " values are allowed.");
        }
        return List.copyOf(groups);
    }

    /** What the range is cut into; null = it is one. @param shortest that is allowed */
    static @Nullable StatsInterval interval(QueryParameters given, StatsInterval shortest) {
        String word = given.word("interval", shortest.words());
        return word == null ? null : StatsInterval.of(word);
    }

    /**
     * The range that is asked for.
     *
     * @param usual where its begin is not given
     * @param interval into which it is cut; null = it is one
     */
    static StatsQuery.Range range(Call call, QueryParameters given, Duration usual, @Nullable StatsInterval interval) {
        Duration longest = interval == null ? Limits.STATS_RANGE : interval.longest();
        Long to = given.instant("to");
        long end = to == null ? call.now() : to;
        Long from = given.instant("from");
        long begin = from == null ? end - usual.toMillis() : from;
        if (begin >= end) {
            given.fault("from", ErrorCode.INVALID_VALUE, "The range must begin before it ends.");
            return new StatsQuery.Range(0, 1);
        }
        if (end - begin > longest.toMillis()) {
            String cut = interval == null ? "" : " by the " + interval.word();
            String most = longest.toDays() == 1 ? "1 day" : longest.toDays() + " days";
            given.fault("from", ErrorCode.INVALID_VALUE, "A range" + cut + " has at most " + most + ".");
        }
        return new StatsQuery.Range(begin, end);
    }
}
