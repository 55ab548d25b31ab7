package io.migomail.analytics;

import io.migomail.core.EventType;
import io.migomail.core.Ids;
import io.migomail.core.record.MailEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the accounting job asks the event store of deliveries, whoever's they are. Throws {@link StoreUnavailableException}
 * where the store is away, within 30 seconds. Used by one thread; close it when done.
 */
public final class DeliveryLookup implements AutoCloseable {
    static final String OF_DELIVERIES = "SELECT " + EventRows.SELECT_LIST + " FROM events FINAL"
            + " WHERE message_id IN {messages:Array(String)} AND delivery_id IN {deliveries:Array(String)}"
            + " AND type IN ('queued', 'delivered') AND at >= fromUnixTimestamp64Milli({from:Int64})";

    private final StoreClient client;

    private DeliveryLookup(StoreClient client) {
        this.client = client;
    }

    /** Of a migrated database; connects at the first question. */
    public static DeliveryLookup open(ClickHouseAddress address) {
        return new DeliveryLookup(StoreClient.of(address));
    }

    /**
     * What is known of a delivery.
     *
     * @param event delivered where that is stored, else queued
     */
    public record Known(MailEvent event) {
        /** Whether its delivery is stored: nothing better will come. */
        public boolean delivered() {
            return event.getType().equals(EventType.DELIVERED.word());
        }
    }

    /** Those of the deliveries that are known, by their id. */
    public Map<String, Known> find(Collection<String> deliveryIds) {
        List<String> messages =
                deliveryIds.stream().map(Ids::messageOf).distinct().toList();
        long from = messages.stream().mapToLong(EventStore::earliest).min().orElse(0);
        List<MailEvent> events = new ArrayList<>();
        client.select(
                OF_DELIVERIES,
                Map.of(
                        "messages", StoreClient.array(messages),
                        "deliveries", StoreClient.array(deliveryIds),
                        "from", Long.toString(from)),
                row -> events.add(EventRows.decode(row)));
        Map<String, Known> found = new HashMap<>();
        for (MailEvent event : events) {
            Known known = new Known(event);
            found.merge(event.getDeliveryId(), known, (held, other) -> other.delivered() ? other : held);
        }
        return found;
    }

    @Override
    public void close() {
        client.close();
    }
}
