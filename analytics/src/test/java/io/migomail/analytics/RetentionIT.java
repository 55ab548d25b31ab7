package io.migomail.analytics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migomail.core.EventType;
import io.migomail.core.Plan;
import io.migomail.core.record.MailEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The engine itself removes what is older than the plan says, by the wall clock, and nothing else. */
class RetentionIT {
    @RegisterExtension
    static final ClickHouseFixture CLICKHOUSE = new ClickHouseFixture();

    @Test
    void a_story_is_kept_as_long_as_the_plan_of_its_account_says() {
        long now = Instant.now().toEpochMilli();
        int standard = Plan.STANDARD.retentionDays();
        // Parts go as a whole, a part has a week: what is a few days past its end may still be there.
        String past = write(now, standard + 10, Plan.STANDARD);
        String young = write(now, standard - 10, Plan.STANDARD);
        String longer = write(now, standard + 10, Plan.ENTERPRISE);
        try (StoreClient client = StoreClient.of(CLICKHOUSE.address())) {
            for (String table : List.of("events", "deliveries", "feed")) {
                client.execute("OPTIMIZE TABLE " + table + " FINAL"); // what the engine does by itself every few hours
                assertEquals(List.of("0", "1", "1"), rows(client, table, past, young, longer), table);
            }
        }
    }

    private static String write(long now, int daysAgo, Plan plan) {
        long at = now - Duration.ofDays(daysAgo).toMillis();
        String id = SampleEvents.messageId(SampleEvents.APPLICATION, at, daysAgo + plan.retentionDays());
        MailEvent.Builder event =
                SampleEvents.full(SampleEvents.APPLICATION, id, EventType.DELIVERED, 1, at).toBuilder();
        event.getHeadBuilder().setReceivedAt(at).setRetentionDays(plan.retentionDays());
        try (EventWriter writer = EventWriter.open(CLICKHOUSE.address())) {
            writer.write(List.of(event.build()));
        }
        return id;
    }

    private static List<String> rows(StoreClient client, String table, String... messageIds) {
        List<String> out = new ArrayList<>();
        for (String id : messageIds) {
            client.select(
                    "SELECT toString(count()) FROM " + table + " WHERE message_id = {id:String}",
                    Map.of("id", id),
                    row -> out.add(row.text()));
        }
        return out;
    }
}
