package io.migomail.ingress.story;

import io.migomail.analytics.EventStore;
import io.migomail.analytics.StoreException;
import io.migomail.core.record.MailEvent;
import java.util.List;

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
            throw new StoreAway("the event store does not answer", e);
        }
    }
}
