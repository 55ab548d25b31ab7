package io.migomail.analytics;

import static io.migomail.analytics.SampleEvents.APPLICATION;
import static io.migomail.analytics.SampleEvents.START;
import static io.migomail.analytics.SampleEvents.derivedId;
import static io.migomail.analytics.SampleEvents.full;
import static io.migomail.analytics.SampleEvents.messageId;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.migomail.core.EventType;
import io.migomail.core.record.MailEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EventStoreIT {
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

    @Test
    void every_field_comes_back_byte_for_byte() {
        String id = messageId(APPLICATION, START, 1);
        MailEvent event = full(APPLICATION, id, EventType.SOFT_BOUNCE, 3, START + 900);
        List<String> notAnEventsOwn = List.of(
                "migomail.v1.MessageHead.control_offset",
                "migomail.v1.MessageHead.due_at",
                "migomail.v1.MessageHead.sandbox_result");
        assertEquals(notAnEventsOwn, unset(event), "the sample sets every other field there is");

        writer.write(List.of(event));

        List<MailEvent> read = store.events(APPLICATION, id);
        assertEquals(List.of(event), read);
        assertArrayEquals(event.toByteArray(), read.get(0).toByteArray());
    }

    @Test
    void a_delivery_is_known_by_its_acceptance_or_by_its_beginning() {
        String id = messageId(APPLICATION, START, 77);
        String other = messageId(APPLICATION, START + 86_400_000L, 78);
        MailEvent queued = full(APPLICATION, id, EventType.QUEUED, 0, START);
        MailEvent delivered = full(APPLICATION, id, EventType.DELIVERED, 1, START + 10);
        MailEvent opened = full(APPLICATION, id, EventType.OPENED, 1, START + 20);
        MailEvent otherQueued = full(APPLICATION, other, EventType.QUEUED, 0, START + 86_400_000L);
        writer.write(List.of(opened, queued, otherQueued));
        try (DeliveryLookup lookup = DeliveryLookup.open(CLICKHOUSE.address())) {
            List<String> ids = List.of(id + ".0", other + ".0", id + ".1");
            assertEquals(
                    Map.of(
                            id + ".0",
                            new DeliveryLookup.Known(queued),
                            other + ".0",
                            new DeliveryLookup.Known(otherQueued)),
                    lookup.find(ids));
            writer.write(List.of(delivered));
            assertEquals(new DeliveryLookup.Known(delivered), lookup.find(ids).get(id + ".0"));
            MailEvent late = full(APPLICATION, id, EventType.LATE_BOUNCE, 1, START + 30);
            writer.write(List.of(late));
            assertEquals(
                    new DeliveryLookup.Known(delivered, Set.of(late.getEventId())),
                    lookup.find(ids).get(id + ".0"));
        }
    }

    @Test
    void absent_parts_stay_absent_and_empty_ones_empty() {
        String id = messageId(APPLICATION, START, 2);
        MailEvent full = full(APPLICATION, id, EventType.QUEUED, 0, START);
        MailEvent bare =
                full.toBuilder().clearInstants().clearSmtp().clearEngagement().build();
        MailEvent empty = bare.toBuilder()
                .setEventId("evt_other")
                .setInstants(full.getInstants().getDefaultInstanceForType())
                .setSmtp(full.getSmtp().getDefaultInstanceForType())
                .setEngagement(full.getEngagement().getDefaultInstanceForType())
                .build();

        writer.write(List.of(bare, empty));

        assertEquals(List.of(empty, bare), sortedById(store.events(APPLICATION, id)));
    }

    @Test
    void a_message_is_read_by_time_and_then_by_kind() {
        String id = messageId(APPLICATION, START, 3);
        List<MailEvent> inOrder = List.of(
                full(APPLICATION, id, EventType.QUEUED, 0, START),
                full(APPLICATION, id, EventType.DISPATCHED, 1, START + 5),
                full(APPLICATION, id, EventType.DELIVERED, 1, START + 5),
                full(
                        APPLICATION,
                        id,
                        EventType.OPENED,
                        1,
                        START + Duration.ofDays(40).toMillis()));
        List<MailEvent> shuffled = new ArrayList<>(inOrder);
        Collections.shuffle(shuffled, new Random(5));

        writer.write(shuffled);

        assertEquals(inOrder, store.events(APPLICATION, id));
    }

    @Test
    void an_id_that_shows_its_day_only_finds_events_from_that_day_on() {
        String id = derivedId(APPLICATION, START);
        MailEvent before = full(APPLICATION, id, EventType.QUEUED, 0, START);
        MailEvent after = full(
                APPLICATION,
                id,
                EventType.DELIVERED,
                9,
                START + Duration.ofDays(3).toMillis());

        writer.write(List.of(before, after));

        assertEquals(List.of(before, after), store.events(APPLICATION, id));
    }

    @Test
    void the_same_batch_written_again_and_again_counts_once() {
        String application = "app_again";
        List<MailEvent> batch = SampleEvents.traffic(application, 1000);
        Map<String, Long> expected = Map.of("queued", 1000L, "dispatched", 1000L, "delivered", 1000L);

        writer.write(batch);
        writer.write(batch);
        writer.write(batch, "a-token");
        writer.write(batch, "another-token");
        Collections.shuffle(batch, new Random(1));
        writer.write(batch.subList(0, 1234));

        assertEquals(expected, store.counts(application));
        String id = batch.get(0).getHead().getMessageId();
        assertEquals(3, store.events(application, id).size());
    }

    @Test
    void another_application_sees_nothing() {
        String id = messageId(APPLICATION, START, 4);
        writer.write(List.of(full(APPLICATION, id, EventType.QUEUED, 0, START)));

        assertEquals(List.of(), store.events("app_other", id));
        assertEquals(List.of(), store.recent("app_other", 10));
        assertEquals(Map.of(), store.counts("app_other"));
    }

    @Test
    void hostile_arguments_are_values_and_nothing_else() {
        for (String hostile :
                List.of("' OR 1=1 --", "\\' OR 1=1", "\\", "a\tb", "x\ny", "{message:String}", "\\N", "ü\u0000")) {
            assertEquals(List.of(), store.events(APPLICATION, hostile), hostile);
            assertEquals(Map.of(), store.counts(hostile), hostile);
            MailEvent event = full(hostile, hostile, EventType.QUEUED, 0, START);
            writer.write(List.of(event));
            assertEquals(List.of(event), store.events(hostile, hostile), hostile);
        }
    }

    @Test
    void the_newest_events_come_first() {
        String application = "app_recent";
        List<MailEvent> batch = SampleEvents.traffic(application, 20);
        writer.write(batch);

        List<MailEvent> recent = store.recent(application, 5);

        assertEquals(5, recent.size());
        assertEquals(batch.get(batch.size() - 1), recent.get(0));
        for (int i = 1; i < recent.size(); i++) {
            assertTrue(recent.get(i - 1).getAt() >= recent.get(i).getAt());
        }
    }

    @Test
    void a_message_is_found_without_reading_the_rest() {
        String application = "app_large";
        List<MailEvent> batch = SampleEvents.traffic(application, 20_000);
        writer.write(batch);
        String id = batch.get(30_000).getHead().getMessageId();

        List<String> plan = new ArrayList<>();
        try (StoreClient client = StoreClient.of(CLICKHOUSE.address())) {
            client.select(
                    "EXPLAIN indexes = 1 " + EventStore.OF_MESSAGE,
                    Map.of("application", application, "message", id, "from", Long.toString(START - 86_400_000L)),
                    row -> plan.add(row.text().strip()));
        }

        List<String> granules =
                plan.stream().filter(line -> line.startsWith("Granules:")).toList();
        String last = granules.get(granules.size() - 1);
        int read = Integer.parseInt(last.replaceAll("Granules: (\\d+)/.*", "$1"));
        assertTrue(read <= 2, String.join("\n", plan));
        assertEquals(3, store.events(application, id).size());
    }

    @Test
    void a_refused_write_is_not_for_repetition() {
        ClickHouseAddress right = CLICKHOUSE.address();
        ClickHouseAddress wrong = new ClickHouseAddress(right.url(), right.user(), "wrong", right.database(), "");
        List<MailEvent> batch = List.of(full(APPLICATION, "msg_1", EventType.QUEUED, 0, START));
        try (EventWriter refused = EventWriter.open(wrong);
                EventWriter lost = EventWriter.open(right.withDatabase("absent"));
                EventStore blind = EventStore.open(wrong)) {
            assertThrows(StoreRejectedException.class, () -> refused.write(batch));
            assertThrows(StoreRejectedException.class, () -> lost.write(batch));
            assertTrue(!blind.ping() && store.ping());
        }
    }

    private static List<MailEvent> sortedById(List<MailEvent> events) {
        return events.stream()
                .sorted((a, b) -> b.getEventId().compareTo(a.getEventId()))
                .toList();
    }

    private static List<String> unset(Message message) {
        List<String> out = new ArrayList<>();
        for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
            boolean set = field.isRepeated() ? message.getRepeatedFieldCount(field) > 0 : message.hasField(field);
            if (!set) {
                out.add(field.getFullName());
            } else if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE && !field.isRepeated()) {
                out.addAll(unset((Message) message.getField(field)));
            }
        }
        return out;
    }
}
