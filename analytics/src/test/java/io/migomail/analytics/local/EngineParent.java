package io.migomail.analytics.local;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A process of its own that starts an engine, prints the engine's process id and waits to be killed. */
public final class EngineParent {
    private EngineParent() {}

    public static void main(String[] arguments) throws InterruptedException {
        ClickHouseLocal engine = ClickHouseLocal.start(Path.of(arguments[0]), Path.of(arguments[1]));
        System.out.println(engine.pid());
        new CountDownLatch(1).await();
    }
}
