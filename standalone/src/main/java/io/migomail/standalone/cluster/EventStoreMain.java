package io.migomail.standalone.cluster;

import io.migomail.analytics.local.ClickHouseLocal;
import io.migomail.analytics.local.EngineLibrary;
import io.migomail.core.Setting;
import io.migomail.core.Settings;
import java.net.URI;

/** The ClickHouse engine as a process of its own: at the port of {@code MIGO_CLICKHOUSE_URL}, with that password. */
public final class EventStoreMain {
    private EventStoreMain() {}

    /** Serves until SIGTERM; ends with status 1 when the engine ends by itself. */
    public static void main(String[] args) throws Exception {
        Settings settings = Settings.from(System.getenv());
        ClickHouseLocal engine = ClickHouseLocal.start(
                EngineLibrary.locate(System.getenv()),
                settings.folder(Setting.MIGO_DATA).resolve("clickhouse"),
                URI.create(settings.get(Setting.MIGO_CLICKHOUSE_URL)).getPort(),
                ClickHouseLocal.MEMORY_BYTES,
                settings.get(Setting.MIGO_CLICKHOUSE_PASSWORD));
        Runtime.getRuntime().addShutdownHook(new Thread(engine::close, "clickhouse-stop"));
        engine.exited().join();
        System.exit(1);
    }
}
