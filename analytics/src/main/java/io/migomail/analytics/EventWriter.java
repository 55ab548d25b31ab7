package io.migomail.analytics;

import io.migomail.core.record.MailEvent;
import java.time.Duration;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Stores events. An event stored twice counts once, by its id, however much time lies between; so a batch whose fate is
 * unknown is simply written again. Large batches (thousands) are what ClickHouse likes.
 *
 * <p>Thread-safe; close it when done.
 */
public final class EventWriter implements AutoCloseable {
    private static final String TABLE = "events";

    private final StoreClient client;

    private EventWriter(StoreClient client) {
        this.client = client;
    }

    /** A writer into a migrated database; connects at the first write. */
    public static EventWriter open(ClickHouseAddress address) {
        return new EventWriter(StoreClient.of(address));
    }

    /** A writer whose writes end, one way or the other, within this time (30 seconds otherwise). */
    public static EventWriter open(ClickHouseAddress address, Duration deadline) {
        return new EventWriter(StoreClient.of(address, deadline));
    }

    /**
     * Stores the events; returns when the server has them.
     *
     * @throws StoreUnavailableException where writing the same again may succeed
     * @throws StoreRejectedException where it will not
     */
    public void write(Collection<MailEvent> events) {
        write(events, null);
    }

    /**
     * The same with a token that names this batch: the server drops a repetition at once instead of at the next merge.
     *
     * @param token the same for the same events in the same order only
     */
    public void write(Collection<MailEvent> events, @Nullable String token) {
        if (!events.isEmpty()) {
            client.insert(TABLE, EventRows.COLUMNS, EventRows.encode(events), token);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
