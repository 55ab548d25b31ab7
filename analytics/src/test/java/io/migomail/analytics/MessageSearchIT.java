package io.migomail.analytics;

import static io.migomail.analytics.SampleEvents.START;
import static io.migomail.analytics.SampleEvents.full;
import static io.migomail.analytics.SampleEvents.messageId;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.EventType;
import io.migomail.core.Ids;
import io.migomail.core.record.MailEvent;
import io.migomail.core.record.MessageHead;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MessageSearchIT {
    @RegisterExtension
    static final ClickHouseFixture CLICKHOUSE = new ClickHouseFixture();

    private static EventWriter writer;
    private static EventStore store;

    @BeforeAll
    static void open() {
        writer = EventWriter.open(CLICKHOUSE.address());
        store = EventStore.open(CLICKHOUSE.address());
    }

    @AfterAll
    static void close() {
        if (writer != null) {
            writer.close();
            store.close();
        }
    }

    /** The n-th message of an application, received n seconds after the start. */
    private static String id(String application, int n) {
        return messageId(application, START + n * 1000L, n);
    }

    private static MailEvent event(String application, int n, int recipient, EventType type, int attempt) {
        return event(application, n, recipient, type, attempt, head -> {});
    }

    private static MailEvent event(
            String application, int n, int recipient, EventType type, int attempt, Consumer<MessageHead.Builder> head) {
        String message = id(application, n);
        String delivery = Ids.delivery(message, recipient);
        MailEvent.Builder event = full(application, message, type, attempt, START + n * 1000L + attempt).toBuilder()
                .setEventId(Ids.event(delivery, attempt, type))
                .setDeliveryId(delivery)
                .setRecipient("User" + recipient + "@example.org");
        event.getHeadBuilder().setReceivedAt(START + n * 1000L).setRecipientCount(1);
        head.accept(event.getHeadBuilder());
        return event.build();
    }

    private static MessageQuery query(String application, MessageQuery.Delivery delivery) {
        return new MessageQuery(
                application, "live", delivery, MessageQuery.Content.ANY, START - 1000, START + 1_000_000_000L);
    }

    private static MessageQuery query(String application, MessageQuery.Content content) {
        return new MessageQuery(
                application, "live", MessageQuery.Delivery.ANY, content, START - 1000, START + 1_000_000_000L);
    }

    private static List<String> ids(MessageQuery query) {
        return ids(store.search(query, null, 100).messages());
    }

    private static List<String> ids(List<FoundMessage> messages) {
        return messages.stream().map(m -> m.head().getMessageId()).toList();
    }

    @Test
    void a_message_is_told_once_with_what_is_known_of_each_delivery() {
        String app = "app_told";
        writer.write(List.of(
                event(app, 1, 0, EventType.QUEUED, 0),
                event(app, 1, 1, EventType.QUEUED, 0),
                event(app, 1, 0, EventType.SOFT_BOUNCE, 1),
                event(app, 1, 0, EventType.DISPATCHED, 1),
                event(app, 1, 1, EventType.DELIVERED, 1),
                event(app, 1, 1, EventType.OPENED, 1)));

        FoundMessage.Page page = store.search(query(app, MessageQuery.Delivery.ANY), null, 10);

        assertFalse(page.more());
        assertEquals(1, page.messages().size());
        FoundMessage message = page.messages().get(0);
        assertEquals(
                List.of(
                        new FoundMessage.Delivery("User0@example.org", "deferred"),
                        new FoundMessage.Delivery("User1@example.org", "delivered")),
                message.deliveries());
        MessageHead expected = event(app, 1, 0, EventType.QUEUED, 0).getHead().toBuilder()
                .clearAccountId()
                .clearEndpoint()
                .clearIdempotencyKey()
                .clearRetentionDays()
                .build();
        assertEquals(expected, message.head());
    }

    @Test
    void pages_hold_each_message_once_newest_first_while_others_arrive() {
        String app = "app_pages";
        List<MailEvent> events = new ArrayList<>();
        for (int n = 0; n < 40; n++) {
            for (int recipient = 0; recipient < 1 + n % 30; recipient++) {
                events.add(event(app, n, recipient, EventType.QUEUED, 0));
                events.add(event(app, n, recipient, EventType.DELIVERED, 1));
            }
        }
        Collections.shuffle(events, new Random(3));
        writer.write(events);
        writer.write(events.subList(0, 77));
        List<String> expected = new ArrayList<>();
        for (int n = 39; n >= 0; n--) {
            expected.add(id(app, n));
        }
        MessageQuery query = query(app, MessageQuery.Delivery.ANY);

        List<String> walked = new ArrayList<>();
        FoundMessage.Page page = store.search(query, null, 7);
        for (int n = 100; page.more(); n++) {
            walked.addAll(ids(page.messages()));
            assertEquals(7, page.messages().size());
            writer.write(List.of(event(app, n, 0, EventType.QUEUED, 0)));
            page = store.search(query, page.end(), 7);
        }
        walked.addAll(ids(page.messages()));

        assertEquals(expected, walked);
    }

    @Test
    void a_state_is_asked_for_as_it_is_now_and_of_the_recipient_asked_for() {
        String app = "app_state";
        writer.write(List.of(event(app, 1, 0, EventType.QUEUED, 0), event(app, 2, 0, EventType.QUEUED, 0)));
        writer.write(List.of(event(app, 1, 0, EventType.DISPATCHED, 1), event(app, 2, 1, EventType.QUEUED, 0)));
        writer.write(List.of(event(app, 1, 0, EventType.HARD_BOUNCE, 1), event(app, 2, 1, EventType.DELIVERED, 1)));

        writer.write(List.of(event(app, 3, 0, EventType.SCHEDULED, 0), event(app, 4, 0, EventType.SCHEDULED, 0)));
        writer.write(List.of(event(app, 4, 0, EventType.QUEUED, 0)));

        assertEquals(List.of(id(app, 3)), ids(query(app, new MessageQuery.Delivery(null, Set.of("scheduled")))));
        assertEquals(
                List.of(id(app, 4), id(app, 2)), ids(query(app, new MessageQuery.Delivery(null, Set.of("queued")))));
        assertEquals(List.of(), ids(query(app, new MessageQuery.Delivery(null, Set.of("dispatched")))));
        assertEquals(List.of(id(app, 1)), ids(query(app, new MessageQuery.Delivery(null, Set.of("bounced")))));
        assertEquals(
                List.of(id(app, 3), id(app, 1)),
                ids(query(app, new MessageQuery.Delivery(null, Set.of("scheduled", "bounced")))));
        assertEquals(
                List.of(id(app, 2)),
                ids(query(app, new MessageQuery.Delivery("user1@EXAMPLE.org", Set.of("delivered")))));
        assertEquals(List.of(), ids(query(app, new MessageQuery.Delivery("user0@example.org", Set.of("delivered")))));
    }

    @Test
    void one_message_of_two_requests_is_told_once_and_in_the_state_it_has() {
        String app = "app_twice";
        MailEvent early = event(app, 1, 0, EventType.QUEUED, 0);
        MailEvent late = event(app, 1, 0, EventType.QUEUED, 0, head -> head.setReceivedAt(START + 1700));
        for (List<MailEvent> order : List.of(List.of(early, late), List.of(late, early))) {
            order.forEach(event -> writer.write(List.of(event)));
            assertEquals(List.of(id(app, 1)), ids(query(app, MessageQuery.Delivery.ANY)));
        }
        writer.write(List.of(late.toBuilder()
                .setType("delivered")
                .setEventId("evt_delivered")
                .setAttempt(1)
                .build()));

        assertEquals(List.of(id(app, 1)), ids(query(app, MessageQuery.Delivery.ANY)));
        assertEquals(List.of(id(app, 1)), ids(query(app, new MessageQuery.Delivery(null, Set.of("delivered")))));
        assertEquals(List.of(), ids(query(app, new MessageQuery.Delivery(null, Set.of("queued")))));
    }

    @Test
    void another_name_of_a_message_is_none() {
        String app = "app_alias";
        MailEvent queued = event(app, 2, 0, EventType.QUEUED, 0);
        MailEvent replayed = queued.toBuilder()
                .setEventId("evt_replayed")
                .setType("replayed")
                .setDeliveryId(Ids.delivery(id(app, 1), 0))
                .build();
        writer.write(List.of(event(app, 1, 0, EventType.QUEUED, 0), queued, replayed));

        assertEquals(List.of(id(app, 1)), ids(query(app, MessageQuery.Delivery.ANY)));
        assertEquals(List.of(id(app, 1)), ids(query(app, new MessageQuery.Delivery(null, Set.of("queued")))));
    }

    @Test
    void every_condition_of_the_content_holds() {
        String app = "app_content";
        writer.write(List.of(
                event(app, 1, 0, EventType.QUEUED, 0),
                event(
                        app,
                        2,
                        0,
                        EventType.QUEUED,
                        0,
                        head -> head.setFrom("Other@example.com")
                                .setSubject("Your ORDER 4711 \u00c4rger")
                                .setTemplateAlias("receipt")
                                .setMessageClass("critical")
                                .clearTags()
                                .addTags("it's")
                                .clearMetadata()
                                .putMetadata("order", "a=b\\"))));
        MessageQuery.Content any = MessageQuery.Content.ANY;
        List<MessageQuery.Content> second = List.of(
                new MessageQuery.Content("OTHER@example.com", null, null, null, List.of(), Map.of()),
                new MessageQuery.Content(null, "4711, order", null, null, List.of(), Map.of()),
                new MessageQuery.Content(null, "\u00e4rger", null, null, List.of(), Map.of()),
                new MessageQuery.Content(null, null, "receipt", null, List.of(), Map.of()),
                new MessageQuery.Content(null, null, null, "critical", List.of(), Map.of()),
                new MessageQuery.Content(null, null, null, null, List.of("it's"), Map.of()),
                new MessageQuery.Content(null, null, null, null, List.of(), Map.of("order", "a=b\\")),
                new MessageQuery.Content(
                        "other@example.com",
                        "order",
                        "receipt",
                        "critical",
                        List.of("it's"),
                        Map.of("order", "a=b\\")));
        List<MessageQuery.Content> none = List.of(
                new MessageQuery.Content(null, "order 4712", null, null, List.of(), Map.of()),
                new MessageQuery.Content(null, null, null, null, List.of("zebra", "it's"), Map.of()),
                new MessageQuery.Content(null, null, null, null, List.of(), Map.of("order", "")),
                new MessageQuery.Content(null, null, null, null, List.of(), Map.of("absent", "")));

        assertEquals(List.of(id(app, 2), id(app, 1)), ids(query(app, any)));
        second.forEach(content -> assertEquals(List.of(id(app, 2)), ids(query(app, content)), content.toString()));
        none.forEach(content -> assertEquals(List.of(), ids(query(app, content)), content.toString()));
    }

    @Test
    void time_application_and_environment_bound_it() {
        String app = "app_bounds";
        writer.write(List.of(
                event(app, 1, 0, EventType.QUEUED, 0),
                event(app, 2, 0, EventType.QUEUED, 0),
                event(app, 3, 0, EventType.QUEUED, 0),
                event(app, 4, 0, EventType.QUEUED, 0, head -> head.setEnvironment("sandbox"))));
        MessageQuery.Delivery any = MessageQuery.Delivery.ANY;
        MessageQuery.Content all = MessageQuery.Content.ANY;

        assertEquals(List.of(id(app, 2)), ids(new MessageQuery(app, "live", any, all, START + 2000, START + 3000)));
        assertEquals(List.of(id(app, 4)), ids(new MessageQuery(app, "sandbox", any, all, START, START + 9000)));
        assertEquals(List.of(), ids(query("app_of_nobody", any)));
    }

    @Test
    void events_stored_before_the_table_was_there_are_in_it() {
        ClickHouseAddress address =
                CLICKHOUSE.address().withDatabase(CLICKHOUSE.address().database() + "_older");
        String app = "app_older";
        try (StoreClient client = StoreClient.withoutDatabase(address)) {
            Migrations.migrate(address);
            for (String gone : List.of("deliveries_of_events", "deliveries")) {
                client.execute("DROP TABLE " + address.database() + "." + gone + " SYNC");
            }
            try (EventWriter early = EventWriter.open(address);
                    EventStore reader = EventStore.open(address)) {
                early.write(List.of(event(app, 1, 0, EventType.DELIVERED, 1), event(app, 1, 0, EventType.QUEUED, 0)));
                client.execute("ALTER TABLE " + address.database()
                        + ".schema_migrations DELETE WHERE name = '003-deliveries' SETTINGS mutations_sync = 1");
                assertTrue(Migrations.migrate(address).contains("003-deliveries"));
                var found = reader.search(query(app, new MessageQuery.Delivery(null, Set.of("delivered"))), null, 10);
                assertEquals(List.of(id(app, 1)), ids(found.messages()));
            }
            client.execute("DROP DATABASE " + address.database() + " SYNC");
        }
    }
}
