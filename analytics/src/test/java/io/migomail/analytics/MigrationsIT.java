package io.migomail.analytics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MigrationsIT {
    @RegisterExtension
    static final ClickHouseFixture CLICKHOUSE = ClickHouseFixture.withoutSchema();

    @Test
    void a_second_run_changes_nothing() {
        ClickHouseAddress address =
                CLICKHOUSE.address().withDatabase(CLICKHOUSE.address().database() + "_twice");
        try {
            List<String> first = Migrations.migrate(address);
            assertTrue(first.contains("001-events"), first.toString());
            assertEquals(List.of(), Migrations.migrate(address));
        } finally {
            drop(address);
        }
    }

    @Test
    void a_migration_changed_after_it_was_applied_is_refused() {
        ClickHouseAddress address =
                CLICKHOUSE.address().withDatabase(CLICKHOUSE.address().database() + "_changed");
        try {
            Migrations.migrate(address);
            run(address, "ALTER TABLE schema_migrations UPDATE sha256 = 'other' WHERE 1 SETTINGS mutations_sync = 1");
            assertThrows(StoreRejectedException.class, () -> Migrations.migrate(address));
        } finally {
            drop(address);
        }
    }

    @Test
    void the_table_has_a_column_for_everything_that_is_written() {
        ClickHouseAddress address =
                CLICKHOUSE.address().withDatabase(CLICKHOUSE.address().database() + "_columns");
        try {
            Migrations.migrate(address);
            List<String> columns = new ArrayList<>();
            try (StoreClient client = StoreClient.of(address)) {
                client.select(
                        "SELECT name FROM system.columns WHERE database = {database:String} AND table = 'events'"
                                + " AND default_kind = '' ORDER BY position",
                        Map.of("database", address.database()),
                        row -> columns.add(row.text()));
            }
            assertEquals(EventRows.COLUMNS, columns);
        } finally {
            drop(address);
        }
    }

    @Test
    void the_cluster_form_is_good_sql() {
        ClickHouseAddress single = CLICKHOUSE.address();
        ClickHouseAddress cluster =
                new ClickHouseAddress(single.url(), single.user(), single.password(), "migo", "main's");
        List<String> statements = Migrations.statements(cluster);
        assertEquals(
                Migrations.statements(single).size() + 10,
                statements.size(),
                "the distributed tables, and a column that one was given later");
        try (StoreClient client = StoreClient.withoutDatabase(single)) {
            for (String statement : statements) {
                List<String> formatted = new ArrayList<>();
                client.select(
                        "SELECT formatQuerySingleLine({statement:String})",
                        Map.of("statement", statement),
                        row -> formatted.add(row.text()));
                assertEquals(1, formatted.size());
                // Rows go to the shards through the distributed table.
                boolean rows = formatted.get(0).startsWith("INSERT INTO migo.");
                assertTrue(rows || formatted.get(0).contains("ON CLUSTER `main's`"), formatted.get(0));
            }
        }
    }

    private static void drop(ClickHouseAddress address) {
        try (StoreClient client = StoreClient.withoutDatabase(address)) {
            client.execute("DROP DATABASE IF EXISTS " + address.database() + " SYNC");
        }
    }

    private static void run(ClickHouseAddress address, String sql) {
        try (StoreClient client = StoreClient.of(address)) {
            client.execute(sql);
        }
    }
}
