package io.migomail.analytics;

import io.migomail.analytics.local.ClickHouseLocal;
import io.migomail.analytics.local.EngineForTests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;

/**
 * A database of its own for a test class, migrated, on one ClickHouse that all classes of a test run share: a local
 * engine on a free port, or the server that {@code MIGO_CLICKHOUSE_URL} names. Register it in a static field with
 * {@code @RegisterExtension}. Rows whose retention has passed by the wall clock vanish: give events recent instants, or
 * instants in the far future.
 */
public final class ClickHouseFixture implements BeforeAllCallback, AfterAllCallback {
    private static final AtomicInteger SERIAL = new AtomicInteger();

    private final boolean migrated;
    private ClickHouseAddress address;

    /** A migrated database. */
    public ClickHouseFixture() {
        this(true);
    }

    private ClickHouseFixture(boolean migrated) {
        this.migrated = migrated;
    }

    /** The name of a database that does not exist yet. */
    public static ClickHouseFixture withoutSchema() {
        return new ClickHouseFixture(false);
    }

    /** Where this class's database is. */
    public ClickHouseAddress address() {
        return address;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        Server server = context.getRoot()
                .getStore(Namespace.create(ClickHouseFixture.class))
                .getOrComputeIfAbsent(Server.class, key -> Server.start(), Server.class);
        String database = "test_" + context.getRequiredTestClass().getSimpleName() + '_'
                + ProcessHandle.current().pid() + '_' + SERIAL.incrementAndGet();
        address = server.address.withDatabase(database);
        if (migrated) {
            Migrations.migrate(address);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (address != null) {
            try (StoreClient client = StoreClient.withoutDatabase(address)) {
                client.execute("DROP DATABASE IF EXISTS " + address.database() + " SYNC");
            }
        }
    }

    private record Server(ClickHouseAddress address, Runnable stop) implements CloseableResource, AutoCloseable {
        static Server start() {
            Map<String, String> environment = System.getenv();
            String url = environment.getOrDefault("MIGO_CLICKHOUSE_URL", "");
            if (!url.isEmpty()) {
                String user = environment.getOrDefault("MIGO_CLICKHOUSE_USER", "default");
                String password = environment.getOrDefault("MIGO_CLICKHOUSE_PASSWORD", "");
                return new Server(new ClickHouseAddress(url, user, password, "test", ""), () -> {});
            }
            Path library = EngineForTests.library();
            try {
                Path folder = Files.createTempDirectory("migomail-clickhouse");
                ClickHouseLocal engine = ClickHouseLocal.start(library, folder);
                ClickHouseAddress address =
                        new ClickHouseAddress(engine.url(), engine.user(), engine.password(), "test", "");
                return new Server(address, () -> {
                    engine.close();
                    EngineForTests.delete(folder);
                });
            } catch (IOException e) {
                throw new UncheckedIOException("no temporary folder", e);
            }
        }

        @Override
        public void close() {
            stop.run();
        }
    }
}
