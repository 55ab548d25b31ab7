package io.migomail.analytics;

import io.migomail.core.EventType;
import io.migomail.core.Limits;
import io.migomail.core.MessageIds;
import io.migomail.core.record.MailEvent;
import io.migomail.core.record.Suppression;
import io.migomail.core.record.WebhookReplay;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads events. Every answer counts an event once, merged or not, and shows an application its own events only. All
 * methods throw {@link StoreUnavailableException} where the store is away, within 30 seconds.
 *
 * <p>Thread-safe; close it when done.
 */
public final class EventStore implements AutoCloseable {
    private static final Duration PING = Duration.ofSeconds(2);
    private static final long DAY_MILLIS = 86_400_000L;

    private static final List<String> TYPES =
            Arrays.stream(EventType.values()).map(EventType::word).toList();
    private static final Comparator<MailEvent> BY_TIME_THEN_KIND = Comparator.comparingLong(MailEvent::getAt)
            .thenComparingInt(event -> kind(event.getType()))
            .thenComparing(MailEvent::getDeliveryId)
            .thenComparingInt(MailEvent::getAttempt)
            .thenComparing(MailEvent::getEventId);

    static final String OF_MESSAGE = "SELECT " + EventRows.SELECT_LIST + " FROM events FINAL"
            + " WHERE application_id = {application:String} AND message_id = {message:String}"
            + " AND at >= fromUnixTimestamp64Milli({from:Int64})";
    private static final String RECENT = "SELECT " + EventRows.SELECT_LIST + " FROM events FINAL"
            + " WHERE application_id = {application:String} ORDER BY at DESC, event_id LIMIT {limit:UInt32}";
    private static final String ADDRESSES = "SELECT smtp_egress_ip, toInt64(countIf(type = 'delivered')),"
            + " toInt64(countIf(type = 'soft_bounce')), toInt64(countIf(type = 'hard_bounce')),"
            + " toInt64(countIf(type != 'delivered' AND blame = 'our_ip'))"
            + " FROM events FINAL WHERE application_id IN {applications:Array(String)}"
            + " AND at >= fromUnixTimestamp64Milli({since:Int64}) AND pool_id = {pool:String}"
            + " AND type IN ('delivered', 'soft_bounce', 'hard_bounce') GROUP BY smtp_egress_ip";
    private static final String REFUSALS = "SELECT smtp_code, toInt64(countIf(type = 'soft_bounce')),"
            + " toInt64(countIf(type = 'hard_bounce')) FROM events FINAL"
            + " WHERE application_id IN {applications:Array(String)}"
            + " AND at >= fromUnixTimestamp64Milli({since:Int64}) AND pool_id = {pool:String}"
            + " AND type IN ('soft_bounce', 'hard_bounce') GROUP BY smtp_code ORDER BY count() DESC, smtp_code LIMIT 20";
    private static final String COUNTS =
            "SELECT type, count() FROM events FINAL" + " WHERE application_id = {application:String} GROUP BY type";

    private final StoreClient client;
    private final StoreClient probe;
    private final MessageSearch search;
    private final EventFeed feed;
    private final WebhookLog webhooks;
    private final StoreClient reports;
    private final StatsReader stats;
    private final StoreClient eraser;
    private final ErasureTable erasures;

    private EventStore(ClickHouseAddress address) {
        this.client = StoreClient.of(address);
        this.probe = StoreClient.of(address, PING);
        this.reports = StoreClient.of(address, Limits.STATS_TIMEOUT);
        this.stats = new StatsReader(reports);
        this.eraser = StoreClient.of(address, Limits.ERASURE_STATEMENT);
        this.search = new MessageSearch(client);
        this.feed = new EventFeed(client, address.cluster());
        this.webhooks = WebhookLog.over(client);
        this.erasures = new ErasureTable(eraser, address, new SecureRandom());
    }

    /** A reader of a migrated database; connects at the first read. */
    public static EventStore open(ClickHouseAddress address) {
        return new EventStore(address);
    }

    /** All events of a message, by time, then kind; none where this application has no such message. */
    public List<MailEvent> events(String applicationId, String messageId) {
        List<MailEvent> events = new ArrayList<>();
        client.select(
                OF_MESSAGE,
                Map.of(
                        "application", applicationId,
                        "message", messageId,
                        "from", Long.toString(earliest(messageId))),
                row -> events.add(EventRows.decode(row)));
        events.sort(BY_TIME_THEN_KIND);
        return events;
    }

    /** The newest events of an application, newest first. */
    public List<MailEvent> recent(String applicationId, int limit) {
        List<MailEvent> events = new ArrayList<>();
        client.select(
                RECENT,
                Map.of("application", applicationId, "limit", Integer.toString(limit)),
                row -> events.add(EventRows.decode(row)));
        return events;
    }

    /**
     * The messages that the query asks for, newest first, as far as events have arrived; exact, whatever was written twice.
     *
     * @param after where a page before this one ended; null = from the newest
     * @param limit of the page
     */
    public FoundMessage.Page search(MessageQuery query, @Nullable MessagePosition after, int limit) {
        return search.find(query, after, limit);
    }

    /**
     * Events in the order in which they were stored. A walk that reads on from the end of each page is told every event
     * once, also one that is stored later with an earlier instant.
     *
     * @param after where the page before this one ended; 0 = from the first that is retained
     */
    public FeedPage feed(FeedQuery query, long after, int limit) {
        return feed.read(query, after, limit);
    }

    /**
     * About how many events such a walk would be told: one that was stored several times counts each time.
     *
     * @param after as for {@link #feed}
     */
    public long feedSize(FeedQuery query, long after) {
        return feed.count(query, after);
    }

    /** The number of the last attempt to deliver each of these events to a webhook; none where there was none. */
    public Map<String, Integer> webhookAttempts(String webhookId, Collection<String> eventIds) {
        return webhooks.attempts(webhookId, eventIds);
    }

    /** What attempts to deliver to a webhook came to, newest first. */
    public List<WebhookLog.Entry> webhookAttempts(WebhookLog.Query query) {
        return webhooks.list(query);
    }

    /** What is kept of the content of a message of this application; null = nothing. */
    public ContentTable.@Nullable Kept content(String applicationId, String messageId) {
        return new ContentTable(client).find(applicationId, messageId);
    }

    /** Where a person is taken out of all tables. */
    public ErasureTable erasures() {
        return erasures;
    }

    /** Where to read on in order to be told what is stored from this instant on. */
    public static long feedFrom(long millis) {
        return EventFeed.before(millis);
    }

    /** Where to begin to read the events of a replay: another machine may have dated them later than they were stored. */
    public static long feedFrom(WebhookReplay replay) {
        return feedFrom(replay.getFrom() - Limits.WEBHOOK_REPLAY_SKEW.toMillis());
    }

    /** What became of attempts from each address of a pool since an instant, milliseconds; an event counts once. */
    public List<AddressRecord> addresses(Collection<String> applications, String poolId, long since) {
        List<AddressRecord> out = new ArrayList<>();
        client.select(
                ADDRESSES,
                Map.of(
                        "applications", StoreClient.array(applications),
                        "pool", poolId,
                        "since", Long.toString(since)),
                row -> out.add(new AddressRecord(row.text(), row.int64(), row.int64(), row.int64(), row.int64())));
        return out;
    }

    /** The 20 most frequent replies by which attempts from a pool were refused since an instant, milliseconds, most first. */
    public List<RefusalCount> refusals(Collection<String> applications, String poolId, long since) {
        List<RefusalCount> out = new ArrayList<>();
        client.select(
                REFUSALS,
                Map.of(
                        "applications", StoreClient.array(applications),
                        "pool", poolId,
                        "since", Long.toString(since)),
                row -> out.add(new RefusalCount(row.int32(), row.int64(), row.int64())));
        return out;
    }

    /** How many events of each type an application has. */
    public Map<String, Long> counts(String applicationId) {
        Map<String, Long> counts = new TreeMap<>();
        client.select(COUNTS, Map.of("application", applicationId), row -> counts.put(row.text(), row.int64()));
        return counts;
    }

    /** Suppressions that hold, newest first. */
    public List<Suppression> suppressions(SuppressionTable.Query query) {
        return new SuppressionTable(client).list(query);
    }

    /** What happened, counted, by part of the range and then by group; within {@link Limits#STATS_TIMEOUT}. */
    public List<StatsCounts> counts(StatsQuery query) {
        return stats.counts(query);
    }

    /** How long what was accepted within the range took, in the same order and time. */
    public List<StatsLatency> latency(StatsQuery query) {
        return stats.latency(query);
    }

    /**
     * What became of the messages whose time began to count within the range, and how long it took: a row for each application
     * and class, and the total as the last; within {@link Limits#STATS_TIMEOUT}.
     */
    public List<SlaRow> sla(SlaQuery query) {
        return SlaReport.read(reports, query);
    }

    /** What the accounting job has counted by the minute. */
    public WindowReader windows() {
        return new WindowReader(reports);
    }

    /** Whether the store answers a query within 2 seconds. */
    public boolean ping() {
        try {
            probe.execute("SELECT 1");
            return true;
        } catch (StoreException e) {
            return false;
        }
    }

    @Override
    public void close() {
        client.close();
        probe.close();
        reports.close();
        eraser.close();
    }

    /**
     * No event of a message is older than this: the day in its id, less a day for clocks that disagree. There is no such
     * bound the other way, since opens and complaints come weeks later.
     */
    static long earliest(String messageId) {
        long time = MessageIds.timeOf(messageId);
        return time < 0 ? 0 : Math.max(0, Math.floorDiv(time, DAY_MILLIS) * DAY_MILLIS - DAY_MILLIS);
    }

    private static int kind(String type) {
        int index = TYPES.indexOf(type);
        return index < 0 ? TYPES.size() : index;
    }
}
