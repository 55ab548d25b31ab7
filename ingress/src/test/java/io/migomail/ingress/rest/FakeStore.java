package io.migomail.ingress.rest;

import io.migomail.analytics.AddressRecord;
import io.migomail.analytics.ContentTable;
import io.migomail.analytics.ErasureTable;
import io.migomail.analytics.FeedPage;
import io.migomail.analytics.FeedQuery;
import io.migomail.analytics.FoundMessage;
import io.migomail.analytics.MessagePosition;
import io.migomail.analytics.MessageQuery;
import io.migomail.analytics.RefusalCount;
import io.migomail.analytics.SlaQuery;
import io.migomail.analytics.SlaRow;
import io.migomail.analytics.StatsCounts;
import io.migomail.analytics.StatsLatency;
import io.migomail.analytics.StatsQuery;
import io.migomail.analytics.SuppressionTable;
import io.migomail.analytics.WebhookLog;
import io.migomail.analytics.WindowFigures;
import io.migomail.analytics.WindowQuery;
import io.migomail.core.record.MailEvent;
import io.migomail.core.record.Suppression;
import io.migomail.ingress.story.MessageStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The event store in memory: what a test puts in, and what it was asked. */
final class FakeStore implements MessageStore {
    final Map<String, List<MailEvent>> events = new ConcurrentHashMap<>();
    /** What a search finds, whatever it asks for. */
    final List<FoundMessage> found = new CopyOnWriteArrayList<>();

    final List<Suppression> suppressions = new CopyOnWriteArrayList<>();
    final List<MessageQuery> queries = new CopyOnWriteArrayList<>();
    /** What is read as the feed, whoever asks; a place is an index. */
    final List<MailEvent> feed = new CopyOnWriteArrayList<>();

    /** Whether all of it is stored later than the instants from which it is read; else earlier. */
    volatile boolean feedIsRecent;

    /** What happens before the feed is read. */
    volatile Runnable beforeFeed = () -> {};

    final List<FeedQuery> feedQueries = new CopyOnWriteArrayList<>();
    final List<Long> feedPlaces = new CopyOnWriteArrayList<>();
    /** The log of every webhook, newest first. */
    final List<WebhookLog.Entry> attempts = new CopyOnWriteArrayList<>();

    final List<WebhookLog.Query> logQueries = new CopyOnWriteArrayList<>();
    /** What is answered to whoever asks for statistics of an application. */
    final List<StatsCounts> counts = new CopyOnWriteArrayList<>();

    final List<StatsLatency> latency = new CopyOnWriteArrayList<>();
    final List<StatsQuery> statsQueries = new CopyOnWriteArrayList<>();
    /** What became of attempts, by pool. */
    final Map<String, List<AddressRecord>> addresses = new ConcurrentHashMap<>();
    /** With which replies, by pool. */
    final Map<String, List<RefusalCount>> refusals = new ConcurrentHashMap<>();

    volatile long refusalsSince;

    final List<SlaRow> sla = new CopyOnWriteArrayList<>(List.of(SlaRow.none()));
    final List<SlaQuery> slaQueries = new CopyOnWriteArrayList<>();
    volatile boolean away;

    @Override
    public List<MailEvent> events(String applicationId, String messageId) throws StoreAway {
        answer();
        return events.getOrDefault(applicationId + "/" + messageId, List.of());
    }

    @Override
    public FoundMessage.Page search(MessageQuery query, MessagePosition after, int limit) throws StoreAway {
        answer();
        queries.add(query);
        List<FoundMessage> rest = new ArrayList<>(found);
        if (after != null) {
            rest.removeIf(message -> message.head().getReceivedAt() >= after.receivedAt());
        }
        List<FoundMessage> page = rest.subList(0, Math.min(limit, rest.size()));
        MessagePosition end = page.isEmpty()
                ? after
                : new MessagePosition(
                        page.get(page.size() - 1).head().getReceivedAt(),
                        page.get(page.size() - 1).head().getMessageId(),
                        "");
        return new FoundMessage.Page(page, page.size() < rest.size(), end);
    }

    @Override
    public List<Suppression> suppressions(SuppressionTable.Query query) throws StoreAway {
        answer();
        return suppressions.stream()
                .filter(each -> each.getApplicationId().equals(query.applicationId()))
                .filter(each -> each.getEnvironment().equals(query.environment()))
                .filter(each -> query.reason().isEmpty() || each.getReason().equals(query.reason()))
                .filter(each -> query.address().isEmpty() || each.getAddress().equalsIgnoreCase(query.address()))
                .filter(each ->
                        query.after() == null || each.getAt() < query.after().at())
                .sorted(Comparator.comparingLong(Suppression::getAt).reversed())
                .limit(query.limit())
                .toList();
    }

    @Override
    public FeedPage feed(FeedQuery query, long after, int limit) throws StoreAway {
        answer();
        beforeFeed.run();
        feedQueries.add(query);
        feedPlaces.add(after);
        int from = feedIsRecent && after > feed.size() ? 0 : (int) Math.min(after, feed.size());
        int to = Math.min(feed.size(), from + limit);
        List<MailEvent> own = feed.subList(from, to).stream()
                .filter(event -> event.getHead().getApplicationId().equals(query.applicationId()))
                .filter(event -> event.getHead().getEnvironment().equals(query.environment()))
                .toList();
        return new FeedPage(own, to < feed.size(), to);
    }

    @Override
    public long feedSize(FeedQuery query, long after) throws StoreAway {
        answer();
        feedQueries.add(query);
        return feed.size();
    }

    @Override
    public List<WebhookLog.Entry> webhookAttempts(WebhookLog.Query query) throws StoreAway {
        answer();
        logQueries.add(query);
        WebhookLog.Position after = query.after();
        return attempts.stream()
                .filter(entry -> entry.outcome().getWebhookId().equals(query.webhookId()))
                .filter(entry ->
                        query.eventId() == null || entry.outcome().getEventId().equals(query.eventId()))
                .filter(entry -> query.messageId() == null || query.messageId().equals(entry.messageId()))
                .filter(entry -> after == null || entry.outcome().getAt() < after.at())
                .limit(query.limit())
                .toList();
    }

    @Override
    public List<StatsCounts> counts(StatsQuery query) throws StoreAway {
        answer();
        statsQueries.add(query);
        return query.scope().applications().isEmpty() ? List.of() : List.copyOf(counts);
    }

    @Override
    public List<StatsLatency> latency(StatsQuery query) throws StoreAway {
        answer();
        statsQueries.add(query);
        return query.scope().applications().isEmpty() ? List.of() : List.copyOf(latency);
    }

    final List<WindowFigures> windows = new CopyOnWriteArrayList<>();
    final List<WindowQuery> windowQueries = new CopyOnWriteArrayList<>();

    @Override
    public List<WindowFigures> windows(WindowQuery query) throws StoreAway {
        answer();
        windowQueries.add(query);
        return query.applications().isEmpty() ? List.of() : List.copyOf(windows);
    }

    /** What is kept of messages, by application and message. */
    final Map<String, ContentTable.Kept> contents = new ConcurrentHashMap<>();

    @Override
    public ContentTable.Kept content(String applicationId, String messageId) throws StoreAway {
        answer();
        return contents.get(applicationId + "/" + messageId);
    }

    /** What it has of whom; an erasure ends it. */
    final Map<String, ErasureTable.Traces> traces = new ConcurrentHashMap<>();

    final List<ErasureTable.Person> erased = new CopyOnWriteArrayList<>();
    final List<Boolean> erasedLists = new CopyOnWriteArrayList<>();

    @Override
    public ErasureTable.Traces traces(ErasureTable.Person person, int limit) throws StoreAway {
        answer();
        return traces.getOrDefault(
                person.accountId() + "/" + person.address(), new ErasureTable.Traces(List.of(), List.of()));
    }

    @Override
    public ErasureTable.Rows erase(ErasureTable.Person person, boolean lists) throws StoreAway {
        answer();
        erased.add(person);
        erasedLists.add(lists);
        return traces.remove(person.accountId() + "/" + person.address()) == null
                ? new ErasureTable.Rows(0, 0, 0)
                : new ErasureTable.Rows(7, 3, 2);
    }

    @Override
    public List<AddressRecord> addresses(Collection<String> applications, String poolId, long since) throws StoreAway {
        answer();
        return addresses.getOrDefault(poolId, List.of());
    }

    @Override
    public List<RefusalCount> refusals(Collection<String> applications, String poolId, long since) throws StoreAway {
        answer();
        refusalsSince = since;
        return refusals.getOrDefault(poolId, List.of());
    }

    @Override
    public List<SlaRow> sla(SlaQuery query) throws StoreAway {
        answer();
        slaQueries.add(query);
        return List.copyOf(sla);
    }

    private void answer() throws StoreAway {
        if (away) {
            throw new StoreAway("away", new IOException("refused"));
        }
    }
}
