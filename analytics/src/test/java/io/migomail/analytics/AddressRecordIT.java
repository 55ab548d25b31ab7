package io.migomail.analytics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migomail.core.EventType;
import io.migomail.core.record.MailEvent;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AddressRecordIT {
    @RegisterExtension
    static final ClickHouseFixture CLICKHOUSE = new ClickHouseFixture();

    private static final String APP = "app_pools";
    private static int number;

    private static MailEvent refused(EventType type, int code, String pool) {
        MailEvent.Builder event = event(type, "192.0.2.9", "", pool).toBuilder();
        event.getSmtpBuilder().setCode(code);
        return event.build();
    }

    @Test
    void refusals_count_once_for_their_reply_the_most_frequent_first() {
        List<MailEvent> events = List.of(
                refused(EventType.SOFT_BOUNCE, 450, "pool_r"),
                refused(EventType.HARD_BOUNCE, 550, "pool_r"),
                refused(EventType.SOFT_BOUNCE, 450, "pool_r"),
                refused(EventType.HARD_BOUNCE, 450, "pool_r"),
                refused(EventType.SOFT_BOUNCE, 0, "pool_r"),
                refused(EventType.DELIVERED, 250, "pool_r"),
                refused(EventType.HARD_BOUNCE, 550, "pool_s"));
        try (EventWriter writer = EventWriter.open(CLICKHOUSE.address());
                EventStore store = EventStore.open(CLICKHOUSE.address())) {
            writer.write(events);
            writer.write(events.subList(0, 2));
            assertEquals(
                    List.of(new RefusalCount(450, 2, 1), new RefusalCount(0, 1, 0), new RefusalCount(550, 0, 1)),
                    store.refusals(List.of(APP), "pool_r", SampleEvents.START));
            assertEquals(List.of(), store.refusals(List.of(APP), "pool_r", SampleEvents.START + 1));
            assertEquals(List.of(), store.refusals(List.of("app_other"), "pool_r", SampleEvents.START));
        }
    }

    private static MailEvent event(EventType type, String address, String blame, String pool) {
        String message = SampleEvents.messageId(APP, SampleEvents.START, number++);
        MailEvent.Builder event = SampleEvents.full(APP, message, type, 1, SampleEvents.START).toBuilder()
                .setPoolId(pool)
                .setBlame(blame);
        event.getSmtpBuilder().setEgressIp(address);
        return event.build();
    }

    @Test
    void attempts_count_once_for_the_address_that_they_left_from() {
        List<MailEvent> events = List.of(
                event(EventType.DELIVERED, "192.0.2.1", "", "pool_a"),
                event(EventType.DELIVERED, "192.0.2.1", "", "pool_a"),
                event(EventType.SOFT_BOUNCE, "192.0.2.1", "our_ip", "pool_a"),
                event(EventType.HARD_BOUNCE, "192.0.2.1", "recipient", "pool_a"),
                event(EventType.HARD_BOUNCE, "192.0.2.2", "our_ip", "pool_a"),
                event(EventType.DISPATCHED, "192.0.2.1", "", "pool_a"),
                event(EventType.DELIVERED, "192.0.2.1", "", "pool_b"));
        try (EventWriter writer = EventWriter.open(CLICKHOUSE.address());
                EventStore store = EventStore.open(CLICKHOUSE.address())) {
            writer.write(events);
            writer.write(events.subList(1, 4));
            List<AddressRecord> records = store.addresses(List.of(APP), "pool_a", SampleEvents.START).stream()
                    .sorted((a, b) -> a.address().compareTo(b.address()))
                    .toList();
            assertEquals(
                    List.of(new AddressRecord("192.0.2.1", 2, 1, 1, 1), new AddressRecord("192.0.2.2", 0, 0, 1, 1)),
                    records);
            assertEquals(List.of(), store.addresses(List.of(APP), "pool_a", SampleEvents.START + 1));
            assertEquals(List.of(), store.addresses(List.of("app_other"), "pool_a", SampleEvents.START));
        }
    }
}
