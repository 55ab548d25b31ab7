package io.migomail.analytics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migomail.core.record.Suppression;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SuppressionTableIT {
    @RegisterExtension
    static final ClickHouseFixture CLICKHOUSE = new ClickHouseFixture();

    private static final long START = 1_700_000_000_000L;
    private static SuppressionTable table;

    @BeforeAll
    static void open() {
        table = SuppressionTable.open(CLICKHOUSE.address());
    }

    @AfterAll
    static void close() {
        table.close();
    }

    private static Suppression of(String application, String address, long after) {
        return Suppression.newBuilder()
                .setApplicationId(application)
                .setEnvironment("live")
                .setAddress(address)
                .setAccountId("acc_1")
                .setReason("hard_bounce")
                .setAt(START + after)
                .setOrigin("msg_1")
                .build();
    }

    private static List<Suppression> list(String application) {
        return table.list(new SuppressionTable.Query(application, "live", "", "", null, 100));
    }

    @Test
    void every_field_comes_back_and_the_newest_is_first() {
        table.write(List.of(of("app_a", "a@example.com", 1), of("app_a", "b@example.com", 2)));
        assertEquals(List.of(of("app_a", "b@example.com", 2), of("app_a", "a@example.com", 1)), list("app_a"));
        assertEquals(List.of(), list("app_other"));
    }

    @Test
    void the_latest_word_holds_in_whatever_order_it_is_written() {
        Suppression added = of("app_b", "a@example.com", 1);
        Suppression removed =
                added.toBuilder().setAt(START + 2).setRemoved(true).build();
        table.write(List.of(removed));
        table.write(List.of(added));
        table.write(List.of(added, added));
        assertEquals(List.of(), list("app_b"));
        table.write(List.of(of("app_b", "a@example.com", 3)));
        assertEquals(List.of(of("app_b", "a@example.com", 3)), list("app_b"));
    }

    @Test
    void a_walk_in_pages_sees_each_once_also_where_several_are_of_one_instant() {
        List<Suppression> all = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            all.add(of("app_c", "a" + i + "@example.com", i / 3));
        }
        table.write(all);
        List<String> seen = new ArrayList<>();
        SuppressionTable.Position after = null;
        while (true) {
            List<Suppression> page = table.list(new SuppressionTable.Query("app_c", "live", "", "", after, 2));
            if (page.isEmpty()) {
                break;
            }
            page.forEach(each -> seen.add(each.getAddress()));
            Suppression last = page.get(page.size() - 1);
            after = new SuppressionTable.Position(last.getAt(), last.getAddress());
        }
        assertEquals(7, seen.size(), seen::toString);
        assertEquals(list("app_c").stream().map(Suppression::getAddress).toList(), seen);
    }

    @Test
    void reason_and_address_narrow_the_list() {
        Suppression manual =
                of("app_d", "m@example.com", 2).toBuilder().setReason("manual").build();
        table.write(List.of(of("app_d", "a@example.com", 1), manual));
        assertEquals(List.of(manual), table.list(new SuppressionTable.Query("app_d", "live", "manual", "", null, 9)));
        assertEquals(
                List.of(manual), table.list(new SuppressionTable.Query("app_d", "live", "", "M@example.com", null, 9)));
        assertEquals(List.of(), table.list(new SuppressionTable.Query("app_d", "sandbox", "", "", null, 9)));
    }
}
