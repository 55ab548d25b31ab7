package io.migomail.analytics;

import io.migomail.core.EventType;
import io.migomail.core.Ids;
import io.migomail.core.record.MailEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the accounting job asks the event store of deliveries, whoever's they are. Throws {@link StoreUnavailableException}
 * where the store is away, within 30 seconds. Used by one thread; close it when done.
 */
public final class DeliveryLookup implements AutoCloseable {
    static final String OF_DELIVERIES = "SELECT " + EventRows.SELECT_LIST + " FROM events FINAL"
            + " WHERE message_id IN {messages:Array(String)} AND delivery_id IN {deliveries:Array(String)}"
            + " AND type IN ('queued', 'delivered', 'late_bounce', 'spam_complaint') AND at >= fromUnixTimestamp64Milli({from:Int64})";

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
     * @param told ids of the late bounces and complaints of it that are stored
     */
    public record Known(MailEvent event, Set<String> told) {
        public Known {
            told = Set.copyOf(told);
        }

        /** One of which nothing was told afterwards. */
        public Known(MailEvent event) {
            this(event, Set.of());
        }

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
        return byDelivery(events);
    }

    private static Map<String, Known> byDelivery(List<MailEvent> events) {
        Map<String, Set<String>> told = new HashMap<>();
        for (MailEvent event : events) {
            if (!begins(event)) {
                told.computeIfAbsent(event.getDeliveryId(), id -> new HashSet<>())
                        .add(event.getEventId());
            }
        }
        Map<String, Known> found = new HashMap<>();
        for (MailEvent event : events) {
            if (begins(event)) {
                Known known = new Known(event, told.getOrDefault(event.getDeliveryId(), Set.of()));
                found.merge(event.getDeliveryId(), known, (held, other) -> other.delivered() ? other : held);
            }
        }
        return found;
    }

    private static boolean begins(MailEvent event) {
        EventType type = EventType.of(event.getType());
        return type == EventType.QUEUED || type == EventType.DELIVERED;
    }

    @Override
    public void close() {
        client.close();
    }
}
