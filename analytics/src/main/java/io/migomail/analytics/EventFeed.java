package io.migomail.analytics;

import io.migomail.core.record.MailEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Events in the order in which they were stored (docs/adr/0033): what is stored later comes later, however old its instant
 * is, and none is told before everything that belongs in front of it can be. Thread-safe.
 */
final class EventFeed {
    /** Beyond what is exact on one server: for a clock that steps while rows are being stored. */
    private static final long MARGIN_MILLIS = 1_000;

    /** For servers whose clocks differ, and whose replicas may lag; those that lag by more are not asked. */
    private static final long CLUSTER_MARGIN_MILLIS = 10_000;

    private static final String ASKED = " SETTINGS max_replica_delay_for_distributed_queries = 5,"
            + " fallback_to_stale_replicas_for_distributed_queries = 0, do_not_merge_across_partitions_select_final = 1";

    /** Bits of a place below its milliseconds. */
    private static final int BELOW_MILLIS = 22;

    private static final String OWN = " application_id = {application:String} AND environment = {environment:String}";
    private static final String TYPES = " AND (empty({types:Array(String)}) OR type IN {types:Array(String)})";
    private static final String SPAN =
            " AND at >= fromUnixTimestamp64Milli({from:Int64}) AND at <= fromUnixTimestamp64Milli({to:Int64})";
    private static final String PLACES = "SELECT seq, at, message_id, event_id FROM feed WHERE" + OWN
            + " AND seq > {after:UInt64} AND seq < {horizon:UInt64}" + TYPES;
    private static final String BY_PLACE = " ORDER BY seq LIMIT {limit:UInt32}";
    private static final String COUNT =
            "SELECT toInt64(count()) FROM feed WHERE" + OWN + " AND seq > {after:UInt64}" + TYPES;
    private static final String FIRST = "SELECT event_id, min(seq) FROM feed WHERE" + OWN
            + " AND seq <= {last:UInt64} AND event_id IN {events:Array(String)} GROUP BY event_id";
    private static final String EVENTS = "SELECT " + EventRows.SELECT_LIST + " FROM events FINAL WHERE"
            + " application_id = {application:String}"
            + " AND at >= fromUnixTimestamp64Milli({from:Int64}) AND at <= fromUnixTimestamp64Milli({to:Int64})"
            + " AND message_id IN {messages:Array(String)} AND event_id IN {events:Array(String)}";

    private record Place(long seq, long at, String messageId, String eventId) {}

    private final StoreClient client;
    private final String running;
    private final long margin;

    EventFeed(StoreClient client, String cluster) {
        this.client = client;
        boolean single = cluster.isEmpty();
        this.margin = single ? MARGIN_MILLIS : CLUSTER_MARGIN_MILLIS;
        String processes = single
                ? "system.processes"
                : "clusterAllReplicas(" + SchemaTemplate.literal(cluster) + ", system.processes)";
        this.running = "SELECT toInt64(ceil(max(elapsed) * 1000)) FROM " + processes + " WHERE query_kind = 'Insert'";
    }

    /** The place before everything that was stored at this instant or later. */
    static long before(long millis) {
        return Math.max(0, (millis << BELOW_MILLIS) - 1);
    }

    FeedPage read(FeedQuery query, long after, int limit) {
        long horizon = horizon();
        List<Place> places = places(query, after, horizon, limit + 1);
        boolean more = places.size() > limit;
        List<Place> page = more ? places.subList(0, limit) : places;
        // With nothing left below the horizon, the next page begins there.
        long end = more ? page.get(limit - 1).seq() : Math.max(after, horizon - 1);
        Map<String, MailEvent> events = events(query, first(query, page));
        return new FeedPage(List.copyOf(events.values()), more, end);
    }

    /**
     * The first place that a row which cannot be read yet may still get: now, or the beginning of the oldest insert under
     * way. One that ends between the two questions can be read by then.
     */
    private long horizon() {
        long[] now = new long[1];
        client.select("SELECT generateSnowflakeID()", Map.of(), row -> now[0] = row.int64() >>> BELOW_MILLIS);
        long[] oldest = new long[1];
        client.select(running, Map.of(), row -> oldest[0] = row.int64());
        return now[0] - oldest[0] - margin << BELOW_MILLIS;
    }

    private List<Place> places(FeedQuery query, long after, long horizon, int limit) {
        List<Place> out = new ArrayList<>();
        if (horizon <= after) {
            return out;
        }
        Map<String, String> parameters = own(query);
        parameters.put("after", Long.toString(after));
        parameters.put("horizon", Long.toString(horizon));
        parameters.put("limit", Integer.toString(limit));
        client.select(
                narrowed(PLACES, query, parameters) + BY_PLACE + ASKED,
                parameters,
                row -> out.add(new Place(row.int64(), row.int64(), row.text(), row.text())));
        return out;
    }

    /** Rows from a place on: of an event that was stored several times each. */
    long count(FeedQuery query, long after) {
        Map<String, String> parameters = own(query);
        parameters.put("after", Long.toString(after));
        long[] count = new long[1];
        client.select(narrowed(COUNT, query, parameters) + ASKED, parameters, row -> count[0] = row.int64());
        return count[0];
    }

    private static String narrowed(String sql, FeedQuery query, Map<String, String> parameters) {
        parameters.put("types", StoreClient.array(query.types()));
        if (query.anyTime()) {
            return sql;
        }
        parameters.put("from", Long.toString(query.from()));
        parameters.put("to", Long.toString(query.to()));
        return sql + SPAN;
    }

    /** Those that are the first places of their events, in their order. */
    private Map<String, Place> first(FeedQuery query, List<Place> page) {
        Map<String, Place> first = new LinkedHashMap<>();
        if (page.isEmpty()) {
            return first;
        }
        page.forEach(place -> first.putIfAbsent(place.eventId(), place));
        Map<String, String> parameters = own(query);
        parameters.put("last", Long.toString(page.get(page.size() - 1).seq()));
        parameters.put("events", StoreClient.array(first.keySet()));
        Map<String, Long> places = new HashMap<>();
        client.select(FIRST + ASKED, parameters, row -> places.put(row.text(), row.int64()));
        first.values().removeIf(place -> places.getOrDefault(place.eventId(), place.seq()) != place.seq());
        return first;
    }

    private Map<String, MailEvent> events(FeedQuery query, Map<String, Place> places) {
        Map<String, MailEvent> events = new LinkedHashMap<>();
        if (places.isEmpty()) {
            return events;
        }
        places.keySet().forEach(id -> events.put(id, MailEvent.getDefaultInstance()));
        Map<String, String> parameters = own(query);
        parameters.put("from", bound(places, true));
        parameters.put("to", bound(places, false));
        parameters.put(
                "messages",
                StoreClient.array(places.values().stream().map(Place::messageId).collect(Collectors.toSet())));
        parameters.put("events", StoreClient.array(places.keySet()));
        client.select(EVENTS + ASKED, parameters, row -> {
            MailEvent event = EventRows.decode(row);
            events.put(event.getEventId(), event);
        });
        // What is not there any more: its retention ended, or it was erased.
        events.values().removeIf(event -> event.getEventId().isEmpty());
        return events;
    }

    private static String bound(Map<String, Place> places, boolean lower) {
        var at = places.values().stream().mapToLong(Place::at);
        return Long.toString((lower ? at.min() : at.max()).orElse(0));
    }

    private static Map<String, String> own(FeedQuery query) {
        Map<String, String> out = new HashMap<>();
        out.put("application", query.applicationId());
        out.put("environment", query.environment());
        return out;
    }
}
