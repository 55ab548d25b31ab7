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
import io.migomail.analytics.SlaQuery;
import io.migomail.analytics.SlaRow;
import io.migomail.analytics.StatsCounts;
import io.migomail.analytics.StatsLatency;
import io.migomail.analytics.StatsQuery;
import io.migomail.analytics.StoreException;
import io.migomail.analytics.SuppressionTable;
import io.migomail.analytics.WebhookLog;
import io.migomail.core.record.MailEvent;
import io.migomail.core.record.Suppression;
import java.util.Collection;
import java.util.List;
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
        try {
            return store.events(applicationId, messageId);
        } catch (StoreException e) {
            throw away(e);
        }
    }

    @Override
    public FoundMessage.Page search(MessageQuery query, @Nullable MessagePosition after, int limit) throws StoreAway {
        try {
            return store.search(query, after, limit);
        } catch (StoreException e) {
            throw away(e);
        }
    }

    @Override
    public List<Suppression> suppressions(SuppressionTable.Query query) throws StoreAway {
        try {
            return store.suppressions(query);
        } catch (StoreException e) {
            throw away(e);
        }
    }

    @Override
    public FeedPage feed(FeedQuery query, long after, int limit) throws StoreAway {
        try {
            return store.feed(query, after, limit);
        } catch (StoreException e) {
            throw away(e);
        }
    }

    @Override
    public long feedSize(FeedQuery query, long after) throws StoreAway {
        try {
            return store.feedSize(query, after);
        } catch (StoreException e) {
            throw away(e);
        }
    }

    @Override
    public List<WebhookLog.Entry> webhookAttempts(WebhookLog.Query query) throws StoreAway {
        try {
            return store.webhookAttempts(query);
        } catch (StoreException e) {
            throw away(e);
        }
    }

    @Override
    public List<StatsCounts> counts(StatsQuery query) throws StoreAway {
        try {
            return store.counts(query);
        } catch (StoreException e) {
            throw away(e);
        }
    }

    @Override
    public List<StatsLatency> latency(StatsQuery query) throws StoreAway {
        try {
            return store.latency(query);
        } catch (StoreException e) {
            throw away(e);
        }
    }

    @Override
    public ContentTable.@Nullable Kept content(String applicationId, String messageId) throws StoreAway {
        try {
            return store.content(applicationId, messageId);
        } catch (StoreException e) {
            throw away(e);
        }
    }

    @Override
    public ErasureTable.Traces traces(ErasureTable.Person person, int limit) throws StoreAway {
        try {
            return store.erasures().traces(person, limit);
        } catch (StoreException e) {
            throw away(e);
        }
    }

    @Override
    public ErasureTable.Rows erase(ErasureTable.Person person, boolean lists) throws StoreAway {
        try {
            return store.erasures().erase(person, lists);
        } catch (StoreException e) {
            throw away(e);
        }
    }

    @Override
    public List<AddressRecord> addresses(Collection<String> applications, String poolId, long since) throws StoreAway {
        try {
            return store.addresses(applications, poolId, since);
        } catch (StoreException e) {
            throw away(e);
        }
    }

    @Override
    public List<SlaRow> sla(SlaQuery query) throws StoreAway {
        try {
            return store.sla(query);
        } catch (StoreException e) {
            throw away(e);
        }
    }

    private static StoreAway away(StoreException e) {
        return new StoreAway("the event store does not answer", e);
    }
}
