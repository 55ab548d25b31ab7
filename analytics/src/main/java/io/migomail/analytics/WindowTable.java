package io.migomail.analytics;

import io.migomail.core.record.LateEvent;
import io.migomail.core.record.LatencyHistogram;
import io.migomail.core.record.MailWindow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Windows as they can be read: of each minute and cut the fullest one that was written, however often and in whatever order. What a
 * window is not told of any more is counted anew from the events themselves, with the same result. Thread-safe; close it when done.
 * Fails as {@link EventWriter} does.
 */
public final class WindowTable implements AutoCloseable {
    private static final List<String> CUT = List.of(
            "account_id",
            "application_id",
            "environment",
            "message_class",
            "provider",
            "endpoint",
            "egress_ip",
            "keep_days",
            "minute");
    private static final List<String> COLUMNS = Stream.of(
                    CUT.stream(),
                    Stream.of("events"),
                    Arrays.stream(WindowCount.values()).map(WindowCount::word),
                    Arrays.stream(LatencyStage.values()).map(LatencyStage::sketchColumn))
            .flatMap(names -> names)
            .toList();

    /** Of an event, what is counted, and the cut. */
    private static final Set<String> OF_EVENT = new LinkedHashSet<>(List.of(
            "account_id",
            "application_id",
            "environment",
            "message_class",
            "provider",
            "endpoint",
            "smtp_egress_ip",
            "keep_days",
            "type",
            "scheduled_at",
            "machine",
            "blame"));

    private static final String SINCE = "{from:Int64} - " + StatsReader.LIFE;
    private static final String COUNT = "INSERT INTO windows (" + String.join(", ", COLUMNS) + ") SELECT account_id,"
            + " application_id, environment, message_class, provider, endpoint, smtp_egress_ip, keep_days,"
            + " toDateTime(intDiv(told, 1000) - intDiv(told, 1000) % 60, 'UTC') AS minute, count() AS events, "
            + WindowCount.SELECT_LIST + ", " + LatencyStage.SKETCH_LIST + " FROM (SELECT "
            + String.join(", ", OF_EVENT) + ", " + AcceptedDeliveries.millis("at") + " AS told, "
            + Stream.of("start", "queued", "rendered", "dispatched", "accepted", "refused")
                    .map(name -> "toInt64(0) AS " + name)
                    .collect(Collectors.joining(", "))
            + StatsSelect.rows("{from:Int64}", "{to:Int64}", "type != 'delivered' AND " + StatsCount.OF_DELIVERIES)
            + " UNION ALL SELECT " + String.join(", ", OF_EVENT)
            + ", told, start, queued, rendered, dispatched, accepted, refused FROM ("
            + AcceptedDeliveries.sql(OF_EVENT, SINCE, "{from:Int64}", "{to:Int64}") + "))"
            + " GROUP BY account_id, application_id, environment, message_class, provider, endpoint, smtp_egress_ip,"
            + " keep_days, minute" + StatsSelect.SETTINGS + ", distributed_foreground_insert = 1";

    private static final String STORED =
            "SELECT event_id FROM events WHERE application_id IN {applications:Array(String)}"
                    + " AND message_id IN {messages:Array(String)} AND event_id IN {events:Array(String)}"
                    + " AND at >= fromUnixTimestamp64Milli({from:Int64}) AND at <= fromUnixTimestamp64Milli({to:Int64})";
    private static final long NEAR = Duration.ofHours(1).toMillis();
    /** Ids travel in the request's address, which has a bound. */
    private static final int ASKED_AT_ONCE = 500;

    private final StoreClient client;

    private WindowTable(StoreClient client) {
        this.client = client;
    }

    /** The table of a migrated database; connects at the first use. */
    public static WindowTable open(ClickHouseAddress address) {
        return new WindowTable(StoreClient.of(address));
    }

    /** The same, which waits so long for each statement. */
    public static WindowTable open(ClickHouseAddress address, Duration timeout) {
        return new WindowTable(StoreClient.of(address, timeout));
    }

    /** Stores windows; returns when the server has them. */
    public void write(Collection<MailWindow> windows) {
        RowBinaryOutput rows = new RowBinaryOutput(Math.min(windows.size(), 1 << 12) * 1024);
        windows.forEach(window -> write(rows, window));
        client.insert("windows", COLUMNS, rows, null);
    }

    private static void write(RowBinaryOutput rows, MailWindow window) {
        rows.text(window.getAccountId());
        rows.text(window.getApplicationId());
        rows.text(window.getEnvironment());
        rows.text(window.getMessageClass());
        rows.text(window.getProvider());
        rows.text(window.getEndpoint());
        rows.text(window.getEgressIp());
        rows.int16(window.getKeepDays());
        rows.int32((int) (window.getMinute() / 1000));
        rows.int64(window.getEvents());
        for (WindowCount count : WindowCount.values()) {
            rows.int64(window.getCountsOrDefault(count.word(), 0));
        }
        for (LatencyStage stage : LatencyStage.values()) {
            write(rows, window.getStagesOrDefault(stage.word(), LatencyHistogram.getDefaultInstance()));
        }
    }

    private static void write(RowBinaryOutput rows, LatencyHistogram histogram) {
        rows.count(histogram.getFromCount());
        for (int i = 0; i < histogram.getFromCount(); i++) {
            rows.int32(histogram.getFrom(i));
            rows.int64(histogram.getCount(i));
        }
    }

    /** Counts the windows anew in which these events lie, from all events that are stored; returns when the server has them. */
    public void count(Collection<LateEvent> late) {
        Map<List<String>, TreeSet<Long>> minutes = new HashMap<>();
        for (LateEvent event : late) {
            minutes.computeIfAbsent(List.of(event.getApplicationId(), event.getEnvironment()), key -> new TreeSet<>())
                    .add(WindowFact.minute(event.getAt()));
        }
        minutes.forEach((key, all) -> runs(all)
                .forEach((from, to) -> count(List.of(key.get(0)), key.get(1), new StatsQuery.Range(from, to))));
    }

    /** Minutes that lie near each other as one range, from its first to its end: to count those between as well changes nothing. */
    private static Map<Long, Long> runs(TreeSet<Long> minutes) {
        Map<Long, Long> runs = new LinkedHashMap<>();
        long begin = minutes.first();
        long last = begin;
        for (long minute : minutes) {
            if (minute - last > NEAR) {
                begin = minute;
            }
            runs.put(begin, minute + WindowFact.MINUTE);
            last = minute;
        }
        return runs;
    }

    /** Counts every window of a range anew, the minutes at its ends as a whole; returns when the server has them. */
    public void count(List<String> applications, String environment, StatsQuery.Range range) {
        StatsQuery.Range whole = range.wholeMinutes();
        client.execute(
                COUNT,
                Map.of(
                        "applications", StoreClient.array(applications),
                        "environment", environment,
                        "from", Long.toString(whole.from()),
                        "to", Long.toString(whole.to())));
    }

    /** Those of the events that are stored. */
    public List<LateEvent> stored(Collection<LateEvent> late) {
        List<LateEvent> all = List.copyOf(late);
        Set<String> found = new HashSet<>();
        for (int i = 0; i < all.size(); i += ASKED_AT_ONCE) {
            ask(all.subList(i, Math.min(all.size(), i + ASKED_AT_ONCE)), found);
        }
        return all.stream().filter(one -> found.contains(one.getEventId())).toList();
    }

    private void ask(List<LateEvent> late, Set<String> found) {
        Map<String, String> values = new HashMap<>();
        values.put("applications", array(late.stream().map(LateEvent::getApplicationId)));
        values.put("messages", array(late.stream().map(LateEvent::getMessageId)));
        values.put("events", array(late.stream().map(LateEvent::getEventId)));
        var at = late.stream().mapToLong(LateEvent::getAt).summaryStatistics();
        values.put("from", Long.toString(at.getMin()));
        values.put("to", Long.toString(at.getMax()));
        client.select(STORED, values, row -> found.add(row.text()));
    }

    private static String array(Stream<String> values) {
        return StoreClient.array(values.distinct().toList());
    }

    /** The instant of the newest event that is stored and not older than this; -1 = there is none. Milliseconds. */
    public long newest(long since) {
        List<Long> out = new ArrayList<>();
        client.select(
                "SELECT toInt64(count()), toInt64(" + AcceptedDeliveries.millis("max(at)") + ") FROM events"
                        + " WHERE at >= fromUnixTimestamp64Milli({since:Int64})",
                Map.of("since", Long.toString(since)),
                row -> {
                    long count = row.int64();
                    long newest = row.int64();
                    out.add(count == 0 ? -1 : newest);
                });
        return out.get(0);
    }

    @Override
    public void close() {
        client.close();
    }
}
