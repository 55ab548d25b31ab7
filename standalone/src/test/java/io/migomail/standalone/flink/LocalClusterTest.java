package io.migomail.standalone.flink;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A cluster inside the process. */
@Timeout(120)
class LocalClusterTest {
    @TempDir
    Path temp;

    @Test
    void theLossOfItsTaskManagerIsNoticed() throws Exception {
        try (LocalCluster cluster = LocalCluster.start(new Configuration(), 1, temp)) {
            CompletableFuture<Void> lost = cluster.lost().toCompletableFuture();
            assertFalse(lost.isDone());
            cluster.endTaskManager();
            lost.get(60, TimeUnit.SECONDS);
        }
    }
}
