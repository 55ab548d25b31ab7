package io.migomail.analytics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is given as a parameter is what the server reads. */
class StoreClientIT {
    private static final List<String> VALUES = List.of(
            "plain",
            "",
            "it's",
            "''",
            "\\",
            "\\'",
            "'\\",
            "\\\\''\\",
            "a','b",
            "] OR 1=1 --",
            "tab\t, line\n, return\r, nothing\0.",
            "\\t\\n\\N",
            "\"double\"",
            "{x:String}",
            "Zo\u00eb \u2022 \ud83d\ude00");

    @RegisterExtension
    static final ClickHouseFixture CLICKHOUSE = new ClickHouseFixture();

    @Test
    void texts_of_a_list_arrive_as_they_are() {
        try (StoreClient client = StoreClient.of(CLICKHOUSE.address())) {
            List<String> read = new ArrayList<>();
            client.select(
                    "SELECT arrayJoin({values:Array(String)})",
                    Map.of("values", StoreClient.array(VALUES)),
                    row -> read.add(row.text()));
            assertEquals(VALUES, read);
            client.select(
                    "SELECT length({values:Array(String)})",
                    Map.of("values", StoreClient.array(List.of())),
                    row -> assertEquals(0, row.int64()));
        }
    }

    @Test
    void so_does_a_single_text() {
        try (StoreClient client = StoreClient.of(CLICKHOUSE.address())) {
            for (String value : VALUES) {
                List<String> read = new ArrayList<>();
                client.select("SELECT {value:String}", Map.of("value", value), row -> read.add(row.text()));
                assertEquals(List.of(value), read);
            }
        }
    }
}
