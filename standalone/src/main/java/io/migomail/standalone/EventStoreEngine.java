package io.migomail.standalone;

import io.migomail.analytics.ClickHouseAddress;
import io.migomail.analytics.Migrations;
import io.migomail.analytics.local.ClickHouseLocal;
import io.migomail.analytics.local.EngineLibrary;
import io.migomail.analytics.local.EngineMissingException;
import io.migomail.core.Setting;
import io.migomail.core.Settings;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The event store of a local run: the server that the settings name, else an engine of its own; its schema is up to date. */
final class EventStoreEngine implements AutoCloseable {
    private final @Nullable ClickHouseLocal local;

    private EventStoreEngine(@Nullable ClickHouseLocal local) {
        this.local = local;
    }

    /** @throws StartException where there is no engine for this platform, or it does not start */
    static EventStoreEngine start(Settings settings, DataFolder data, Progress progress) {
        ClickHouseLocal local = null;
        if (!settings.has(Setting.MIGO_CLICKHOUSE_URL)) {
            progress.step("starting the ClickHouse engine");
            local = ClickHouseLocal.start(library(), data.resolve("clickhouse"));
        }
        EventStoreEngine engine = new EventStoreEngine(local);
        try {
            Migrations.migrate(ClickHouseAddress.from(engine.address(settings)));
        } catch (RuntimeException e) {
            engine.close();
            throw e;
        }
        return engine;
    }

    /** The settings with the engine's address. */
    Settings address(Settings settings) {
        return local == null
                ? settings
                : settings.with(Setting.MIGO_CLICKHOUSE_URL, local.url())
                        .with(Setting.MIGO_CLICKHOUSE_USER, local.user())
                        .with(Setting.MIGO_CLICKHOUSE_PASSWORD, local.password());
    }

    /** Completes when an engine of our own has ended; never for a server. */
    CompletableFuture<Integer> exited() {
        return local == null ? new CompletableFuture<>() : local.exited();
    }

    @Override
    public void close() {
        if (local != null) {
            local.close();
        }
    }

    private static java.nio.file.Path library() {
        try {
            return EngineLibrary.locate(System.getenv());
        } catch (EngineMissingException e) {
            throw new StartException(String.valueOf(e.getMessage()), e);
        }
    }
}
