package io.migomail.bench.store;

import io.migomail.analytics.EventStore;
import io.migomail.analytics.FoundMessage;
import io.migomail.analytics.MessageQuery;
import io.migomail.analytics.SlaQuery;
import io.migomail.analytics.StatsDimension;
import io.migomail.analytics.StatsInterval;
import io.migomail.analytics.StatsQuery;
import io.migomail.bench.report.Spread;
import io.migomail.core.Limits;
import io.migomail.core.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the API asks an event store, each question several times, one at a time. */
final class StoreQuestions {
    private static final String LIVE = "live";
    private static final int LOOK_UPS = 100;

    private final EventStore store;
    private final String application;
    private final List<String> applications;
    private final StatsQuery.Range month;
    private final TimeSource time;

    StoreQuestions(EventStore store, String application, StatsQuery.Range month, TimeSource time) {
        this.store = store;
        this.application = application;
        this.applications = List.of(application);
        this.month = month;
        this.time = time;
    }

    /** How long each took, in milliseconds, by its name. */
    Map<String, Spread> ask(int runs) {
        StatsQuery.Range day =
                new StatsQuery.Range(month.to() - Duration.ofDays(1).toMillis(), month.to());
        Map<String, Spread> out = new LinkedHashMap<>();
        StatsQuery.Scope scope = new StatsQuery.Scope(applications, LIVE, Map.of());
        SlaQuery report = new SlaQuery(scope, month, Limits.SLA_TARGET.toMillis());
        StatsQuery total = stats(month, null);
        StatsQuery daily = stats(month, StatsInterval.DAY, StatsDimension.CLASS, StatsDimension.PROVIDER);
        StatsQuery hourly = stats(day, StatsInterval.HOUR);
        StatsQuery latency = stats(month, null, StatsDimension.CLASS, StatsDimension.PROVIDER);
        out.put("SLA report of a month", timed(runs, i -> store.sla(report)));
        out.put("counts of a month", timed(runs, i -> store.counts(total)));
        out.put("counts of a month by day, class and provider", timed(runs, i -> store.counts(daily)));
        out.put("latency of a month by class and provider", timed(runs, i -> store.latency(latency)));
        out.put("counts of the last day by hour", timed(runs, i -> store.counts(hourly)));
        List<FoundMessage> some = some();
        out.put("status by id", timed(LOOK_UPS, i -> store.events(application, id(some.get(i % some.size())))));
        out.put("search by recipient", timed(LOOK_UPS, i -> store.search(of(some.get(i % some.size())), null, 25)));
        return out;
    }

    private StatsQuery stats(StatsQuery.Range range, @Nullable StatsInterval interval, StatsDimension... by) {
        return new StatsQuery(
                new StatsQuery.Scope(applications, LIVE, Map.of()), range, interval, List.of(by), Limits.STATS_GROUPS);
    }

    /** Messages of every part of the month, a hundred. */
    List<FoundMessage> some() {
        List<FoundMessage> out = new ArrayList<>();
        long step = (month.to() - month.from()) / LOOK_UPS;
        for (int i = 1; i <= LOOK_UPS; i++) {
            MessageQuery until = new MessageQuery(
                    application,
                    LIVE,
                    MessageQuery.Delivery.ANY,
                    MessageQuery.Content.ANY,
                    month.from(),
                    month.from() + i * step);
            out.addAll(store.search(until, null, 1).messages());
        }
        if (out.isEmpty()) {
            throw new IllegalStateException("the store has no message of " + application);
        }
        return out;
    }

    private static String id(FoundMessage message) {
        return message.head().getMessageId();
    }

    private MessageQuery of(FoundMessage message) {
        String recipient = message.deliveries().get(0).recipient();
        return new MessageQuery(
                application,
                LIVE,
                new MessageQuery.Delivery(recipient, Set.of()),
                MessageQuery.Content.ANY,
                month.from(),
                month.to());
    }

    /** Asks the question of this number; an empty answer is a mistake of the measurement. */
    @FunctionalInterface
    private interface Question {
        Object ask(int number);
    }

    /** The first run is to warm up. */
    private Spread timed(int runs, Question question) {
        List<Long> nanos = new ArrayList<>();
        for (int i = 0; i <= runs; i++) {
            long begin = time.monotonicNanos();
            Object answer = question.ask(i);
            long took = time.monotonicNanos() - begin;
            if (answer instanceof List<?> rows && rows.isEmpty()) {
                throw new IllegalStateException("a question got no answer");
            }
            if (i > 0) {
                nanos.add(took);
            }
        }
        return Spread.ofNanos(nanos);
    }
}
