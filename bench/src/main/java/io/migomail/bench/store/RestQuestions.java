package io.migomail.bench.store;

import io.migomail.analytics.FoundMessage;
import io.migomail.bench.load.RestClient;
import io.migomail.bench.report.Spread;
import io.migomail.core.TimeSource;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/** What people and programs ask the API, one request at a time over one connection. */
final class RestQuestions {
    /** Up to so many the limits of ten million hold. */
    static final long TEN_MILLION = 10_500_000;
    /** So often a server that has just started is asked for others before it counts. */
    private static final int COLD_LOOK_UPS = 200;

    private static final int COLD_REPORTS = 5;
    private static final int TOO_MANY = 429;
    private static final Duration AGAIN = Duration.ofMillis(100);

    private final RestClient client;
    private final List<FoundMessage> some;
    private final long until;
    private final TimeSource time;

    /**
     * A GET that is measured.
     *
     * @param path of the n-th request
     * @param often a look-up, asked for often; else a report
     * @param limit of the 99th percentile in milliseconds; 0 = none
     */
    private record Get(String name, IntFunction<String> path, boolean often, long limit) {}

    /** @param until instant of the last event, milliseconds */
    RestQuestions(RestClient client, List<FoundMessage> some, long until, TimeSource time) {
        this.client = client;
        this.some = some;
        this.until = until;
        this.time = time;
    }

    /** @param events in the store, which decides on the limits */
    List<Measured> ask(long events, int lookUps, int runs) throws IOException {
        List<Measured> out = new ArrayList<>();
        for (Get get : gets(events <= TEN_MILLION)) {
            out.add(new Measured(get.name(), timed(get, get.often() ? lookUps : runs), get.limit()));
        }
        return out;
    }

    /** Each as the product's own clients ask it. */
    private List<Get> gets(boolean ten) {
        Instant end = Instant.ofEpochMilli(until);
        Instant day = end.minus(Duration.ofDays(1));
        YearMonth month = YearMonth.from(end.atOffset(ZoneOffset.UTC)).minusMonths(1);
        return List.of(
                new Get("status by id", n -> "/v1/messages/" + id(n), true, ten ? 50 : 100),
                new Get("events of a message", n -> "/v1/messages/" + id(n) + "/events", true, 0),
                new Get("search by recipient", n -> "/v1/messages?recipient=" + recipient(n), true, ten ? 300 : 0),
                new Get("search by words of the subject", n -> "/v1/messages?subject=" + subject(n), true, 0),
                new Get("newest messages", n -> "/v1/messages", true, 0),
                new Get("page of the feed", n -> "/v1/events?limit=100", true, 0),
                new Get("counts of a day by hour", n -> stats("", day, end) + "&interval=hour", false, 0),
                new Get(
                        "counts of 30 days by day and class",
                        n -> stats("", end.minus(Duration.ofDays(30)), end) + "&interval=day&group_by=class",
                        false,
                        0),
                new Get(
                        "windows of a day by hour",
                        n -> stats("/windows", day, end) + "&interval=hour&group_by=class",
                        false,
                        0),
                new Get("latency of a day by class", n -> stats("/latency", day, end) + "&group_by=class", false, 0),
                new Get("SLA report of a month", n -> "/v1/reports/sla?month=" + month, false, ten ? 2_000 : 0));
    }

    private static String stats(String kind, Instant from, Instant to) {
        return "/v1/stats" + kind + "?from=" + from + "&to=" + to;
    }

    private String id(int n) {
        return message(n).head().getMessageId();
    }

    private String recipient(int n) {
        return URLEncoder.encode(message(n).deliveries().get(0).recipient(), StandardCharsets.UTF_8);
    }

    private String subject(int n) {
        return URLEncoder.encode(message(n).head().getSubject(), StandardCharsets.UTF_8);
    }

    private FoundMessage message(int n) {
        return some.get(Math.floorMod(n, some.size()));
    }

    /** The first ones are to warm up; they ask for others than those that count. */
    private Spread timed(Get get, int times) throws IOException {
        List<Long> nanos = new ArrayList<>();
        for (int n = get.often() ? -COLD_LOOK_UPS : -COLD_REPORTS; n < times; n++) {
            String path = get.path().apply(n);
            long begin = time.monotonicNanos();
            RestClient.Response response = client.get(path);
            long took = time.monotonicNanos() - begin;
            if (response.status() == TOO_MANY) {
                LockSupport.parkNanos(AGAIN.toNanos());
                n--;
            } else if (response.status() != 200) {
                throw new IOException("GET " + path + " was answered " + response.status() + ": "
                        + new String(response.body(), StandardCharsets.UTF_8));
            } else if (n >= 0) {
                nanos.add(took);
            }
        }
        return Spread.ofNanos(nanos);
    }
}
