package io.migomail.e2e.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was accepted while nobody could deliver it survives kill -9 of every process. */
class ClusterComesBackIT {
    private static final int COUNT = 20;
    private static final Duration BOUND = Duration.ofMinutes(3);

    @Test
    void acceptedMailIsDeliveredByTheNextRun(@TempDir Path data) throws Exception {
        try (JournalMx mx = new JournalMx(Duration.ZERO)) {
            List<String> accepted = new ArrayList<>();
            try (RunningCluster first = RunningCluster.small(data, mx)) {
                Sender sender = first.senders().get(0);
                sender.taken("before");
                Await.until(BOUND, "a first mail", () -> mx.has("before"));
                first.cluster().kill("tm-1");
                first.cluster().kill("tm-2");
                for (int i = 0; i < COUNT; i++) {
                    accepted.add(sender.taken("held" + i).messageId());
                }
                first.killAll();
            }
            assertEquals(1, mx.entries().size(), "nobody could deliver");
            try (RunningCluster second = RunningCluster.small(data, mx)) {
                for (int i = 0; i < COUNT; i++) {
                    String id = "held" + i;
                    Await.until(BOUND, "mail " + id, () -> mx.has(id));
                }
                Stories stories = new Stories(second.api());
                Await.until(
                        BOUND,
                        "every story to end delivered",
                        () -> stories.undelivered(accepted).isEmpty());
            }
        }
    }
}
