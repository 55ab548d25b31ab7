package io.migomail.analytics;

import io.migomail.core.Ids;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Brings a database to this build's schema: creates it where missing, and runs the migrations that {@code
 * schema_migrations} does not name yet. Every statement may run again, so two processes may migrate at once, and one that
 * dies half-way is continued by the next.
 */
public final class Migrations {
    /** In the order in which they are applied; only ever added to. */
    private static final List<String> NAMES = List.of(
            "001-events",
            "002-scheduled-at",
            "003-deliveries",
            "004-suppressions",
            "005-feed",
            "006-webhook-attempts",
            "007-engagement",
            "008-contents",
            "011-whole-weeks",
            "012-evidence",
            "013-windows");

    private static final String JOURNAL = """
            CREATE DATABASE IF NOT EXISTS {{database}} {{on_cluster}};
            CREATE TABLE IF NOT EXISTS {{database}}.schema_migrations {{on_cluster}}
            (name String, sha256 String, applied_at DateTime64(3, 'UTC') DEFAULT now64(3))
            ENGINE = {{engine_unsharded ReplacingMergeTree(applied_at)}} ORDER BY name;
            """;

    private Migrations() {}

    /**
     * Applies what is missing.
     *
     * @return the names applied now
     * @throws StoreRejectedException where the server refuses, or an applied migration differs from this build's
     */
    public static List<String> migrate(ClickHouseAddress address) {
        try (StoreClient client = StoreClient.withoutDatabase(address)) {
            SchemaTemplate template = new SchemaTemplate(address.database(), address.cluster());
            template.expand(JOURNAL).forEach(client::execute);
            Map<String, String> applied = applied(client, address.database());
            List<String> missing =
                    NAMES.stream().filter(name -> isMissing(name, applied)).toList();
            for (String name : missing) {
                template.expand(text(name)).forEach(client::execute);
                client.execute(
                        "INSERT INTO " + address.database()
                                + ".schema_migrations (name, sha256) SELECT {name:String}, {sha256:String}",
                        Map.of("name", name, "sha256", sha256(name)));
            }
            return missing;
        }
    }

    static List<String> statements(ClickHouseAddress address) {
        SchemaTemplate template = new SchemaTemplate(address.database(), address.cluster());
        List<String> all = new java.util.ArrayList<>(template.expand(JOURNAL));
        NAMES.forEach(name -> all.addAll(template.expand(text(name))));
        return all;
    }

    private static boolean isMissing(String name, Map<String, String> applied) {
        String sha256 = applied.get(name);
        if (sha256 != null && !sha256.equals(sha256(name))) {
            throw new StoreRejectedException("migration " + name + " was changed after it was applied", null);
        }
        return sha256 == null;
    }

    private static Map<String, String> applied(StoreClient client, String database) {
        Map<String, String> out = new HashMap<>();
        client.select(
                "SELECT name, sha256 FROM " + database + ".schema_migrations FINAL",
                Map.of(),
                row -> out.put(row.text(), row.text()));
        return out;
    }

    private static String sha256(String name) {
        return HexFormat.of().formatHex(Ids.sha256(text(name).getBytes(StandardCharsets.UTF_8)));
    }

    private static String text(String name) {
        try (InputStream in = Migrations.class.getResourceAsStream("schema/" + name + ".sql")) {
            if (in == null) {
                throw new IllegalStateException("the migration " + name + " is not in this build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the migration " + name, e);
        }
    }
}
