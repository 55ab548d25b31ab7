package io.migomail.e2e;

import io.migomail.analytics.ClickHouseAddress;
import io.migomail.analytics.EventStore;
import io.migomail.core.FreePorts;
import io.migomail.core.Setting;
import io.migomail.core.Settings;
import io.migomail.standalone.Progress;
import io.migomail.standalone.Ready;
import io.migomail.standalone.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A stack on a data folder of its own, which goes with it. */
final class RunningStack implements ExtensionContext.Store.CloseableResource, AutoCloseable {
    private final Path folder;
    private final Settings settings;
    private Stack stack;
    private EventStore store;

    private RunningStack(Path folder, Settings settings) {
        this.folder = folder;
        this.settings = settings;
    }

    /** @throws io.migomail.standalone.StartException where it does not come up; nothing is left of it then */
    static RunningStack start(Map<Setting, String> given) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("migomail-e2e");
        Settings settings = Settings.from(Map.of())
                .with(Setting.MIGO_DATA, folder.resolve("data").toString())
                .with(Setting.MIGO_HTTP, "127.0.0.1:0")
                .with(Setting.MIGO_SMTP, "127.0.0.1:0")
                .with(Setting.MIGO_HOSTNAME, "mta.migomail.test");
        for (Map.Entry<Setting, String> one : given.entrySet()) {
            settings = settings.with(one.getKey(), one.getValue());
        }
        RunningStack running = new RunningStack(folder, settings);
        try {
            running.again();
            return running;
        } finally {
            if (running.stack == null) {
                delete(folder);
            }
        }
    }

    /** The one of all classes that share one, with a server for returned mail and metrics; started for the first of them and closed after the last. */
    static RunningStack ofThisProcess(ExtensionContext context) throws IOException, InterruptedException {
        ExtensionContext.Store all = context.getRoot().getStore(ExtensionContext.Namespace.create(RunningStack.class));
        RunningStack running = all.get(StackFixture.SHARED, RunningStack.class);
        if (running == null) {
            running = start(Map.of(
                    Setting.MIGO_INBOUND,
                    "127.0.0.1:" + FreePorts.ofThisProcess().next(),
                    Setting.MIGO_METRICS,
                    "127.0.0.1:0"));
            all.put(StackFixture.SHARED, running);
        }
        return running;
    }

    /** Starts on the data folder that is there. */
    void again() throws IOException, InterruptedException {
        stack = Stack.start(settings, Progress.SILENT);
        store = EventStore.open(ClickHouseAddress.from(stack.settings()));
    }

    void stop() {
        store.close();
        stack.close();
    }

    @Override
    public void close() throws IOException {
        stop();
        delete(folder);
    }

    Ready ready() {
        return stack.ready();
    }

    Stack stack() {
        return stack;
    }

    EventStore store() {
        return store;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
