package io.migomail.ingress.story;

import io.migomail.analytics.AddressRecord;
import io.migomail.analytics.ContentTable;
import io.migomail.analytics.ErasureTable;
import io.migomail.analytics.EventStore;
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
import io.migomail.analytics.StoreException;
import io.migomail.analytics.SuppressionTable;
import io.migomail.analytics.WebhookLog;
import io.migomail.analytics.WindowFigures;
import io.migomail.analytics.WindowQuery;
import io.migomail.core.record.MailEvent;
import io.migomail.core.record.Suppression;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The event store in ClickHouse. Thread-safe; blocks while it asks. */
public final class StoredEvents implements MessageStore {
    private final EventStore store;

    /** Over a store that stays its opener's to close. */
    public StoredEvents(EventStore store) {
        this.store = store;
    }

    @Override
    public List<MailEvent> events(String applicationId, String messageId) throws StoreAway {
        return ask(() -> store.events(applicationId, messageId));
    }

    @Override
    public FoundMessage.Page search(MessageQuery query, @Nullable MessagePosition after, int limit) throws StoreAway {
        return ask(() -> store.search(query, after, limit));
    }

    @Override
    public List<Suppression> suppressions(SuppressionTable.Query query) throws StoreAway {
        return ask(() -> store.suppressions(query));
    }

    @Override
    public FeedPage feed(FeedQuery query, long after, int limit) throws StoreAway {
        return ask(() -> store.feed(query, after, limit));
    }

    @Override
    public long feedSize(FeedQuery query, long after) throws StoreAway {
        return ask(() -> store.feedSize(query, after));
    }

    @Override
    public List<WebhookLog.Entry> webhookAttempts(WebhookLog.Query query) throws StoreAway {
        return ask(() -> store.webhookAttempts(query));
    }

    @Override
    public List<StatsCounts> counts(StatsQuery query) throws StoreAway {
        return ask(() -> store.counts(query));
    }

    @Override
    public List<StatsLatency> latency(StatsQuery query) throws StoreAway {
        return ask(() -> store.latency(query));
    }

    @Override
    public List<WindowFigures> windows(WindowQuery query) throws StoreAway {
        return ask(() -> store.windows().read(query));
    }

    @Override
    public ContentTable.@Nullable Kept content(String applicationId, String messageId) throws StoreAway {
        return ask(() -> store.content(applicationId, messageId));
    }

    @Override
    public ErasureTable.Traces traces(ErasureTable.Person person, int limit) throws StoreAway {
        return ask(() -> store.erasures().traces(person, limit));
    }

    @Override
    public ErasureTable.Rows erase(ErasureTable.Person person, boolean lists) throws StoreAway {
        return ask(() -> store.erasures().erase(person, lists));
    }

    @Override
    public List<AddressRecord> addresses(Collection<String> applications, String poolId, long since) throws StoreAway {
        return ask(() -> store.addresses(applications, poolId, since));
    }

    @Override
    public List<RefusalCount> refusals(Collection<String> applications, String poolId, long since) throws StoreAway {
        return ask(() -> store.refusals(applications, poolId, since));
    }

    @Override
    public List<SlaRow> sla(SlaQuery query) throws StoreAway {
        return ask(() -> store.sla(query));
    }

    private static <T extends @Nullable Object> T ask(Supplier<T> question) throws StoreAway {
        try {
            return question.get();
        } catch (StoreException e) {
            throw new StoreAway("the event store does not answer", e);
        }
    }
}
