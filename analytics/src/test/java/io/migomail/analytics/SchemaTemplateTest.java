package io.migomail.analytics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class SchemaTemplateTest {
    private static final String TEXT = """
            -- a comment; with a semicolon
            CREATE TABLE {{database}}.t{{local}} {{on_cluster}} (a String) -- the column
            ENGINE = {{engine ReplacingMergeTree(a, b)}} ORDER BY a;

            -- only: cluster
            CREATE TABLE {{database}}.t {{on_cluster}} ENGINE = Distributed({{cluster}}, t_local);
            CREATE TABLE {{database}}.u (a Int8) ENGINE = {{engine_unsharded MergeTree()}} ORDER BY a;
            """;

    @Test
    void one_server_gets_plain_engines() {
        assertEquals(
                List.of(
                        "CREATE TABLE migo.t  (a String) -- the column\nENGINE = ReplacingMergeTree(a, b) ORDER BY a",
                        "CREATE TABLE migo.u (a Int8) ENGINE = MergeTree() ORDER BY a"),
                new SchemaTemplate("migo", "").expand(TEXT));
    }

    @Test
    void a_cluster_gets_replicated_engines_and_a_table_over_its_shards() {
        assertEquals(
                List.of(
                        "CREATE TABLE migo.t_local ON CLUSTER 'main' (a String) -- the column\n"
                                + "ENGINE = ReplicatedReplacingMergeTree("
                                + "'/clickhouse/tables/{shard}/{database}/{table}', '{replica}', a, b) ORDER BY a",
                        "CREATE TABLE migo.t ON CLUSTER 'main' ENGINE = Distributed('main', t_local)",
                        "CREATE TABLE migo.u (a Int8) ENGINE = ReplicatedMergeTree("
                                + "'/clickhouse/tables/all/{database}/{table}', '{shard}-{replica}') ORDER BY a"),
                new SchemaTemplate("migo", "main").expand(TEXT));
    }

    @Test
    void a_misspelt_place_is_an_error() {
        assertThrows(IllegalArgumentException.class, () -> new SchemaTemplate("migo", "").expand("{{databas}};"));
    }

    @Test
    void a_database_is_a_plain_name() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new ClickHouseAddress("http://127.0.0.1:1", "u", "secret", "migo; DROP", ""));
        assertEquals(
                "http://127.0.0.1:1/migo as u",
                new ClickHouseAddress("http://127.0.0.1:1", "u", "secret", "migo", "").toString());
    }
}
