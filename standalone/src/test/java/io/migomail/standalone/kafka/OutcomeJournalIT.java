package io.migomail.standalone.kafka;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.control.TopicAdmin;
import io.migomail.core.Cell;
import io.migomail.core.FreePorts;
import io.migomail.core.KafkaAddress;
import io.migomail.core.OutcomeKind;
import io.migomail.core.record.Outcome;
import io.migomail.mta.sink.KafkaOutcomeJournal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The journal of outcomes and a real broker that goes away. */
class OutcomeJournalIT {
    /** Longer than the producer waits for a topic that it does not know. */
    private static final Duration AWAY = Duration.ofSeconds(3);

    @Test
    void whatIsAnsweredWhileNoBrokerIsThereIsInTheJournalAfterwards(@TempDir Path folder) throws Exception {
        int port = FreePorts.ofThisProcess().next();
        int controller = FreePorts.ofThisProcess().next();
        EmbeddedBroker broker = EmbeddedBroker.start(folder, port, controller);
        KafkaAddress address = KafkaAddress.of(broker.bootstrap());
        TopicAdmin.ensure(address, 1, 1);
        try (KafkaOutcomeJournal journal = KafkaOutcomeJournal.open(address, Cell.FIRST)) {
            append(journal).get(30, TimeUnit.SECONDS);
            broker.close();
            List<CompletableFuture<Void>> meanwhile = new ArrayList<>();
            long longest = 0;
            long end = System.nanoTime() + AWAY.toNanos();
            for (long now = System.nanoTime(); now < end; now = System.nanoTime()) {
                meanwhile.add(append(journal));
                longest = Math.max(longest, System.nanoTime() - now);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            }
            broker = EmbeddedBroker.start(folder, port, controller);
            CompletableFuture.allOf(meanwhile.toArray(CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);
            assertTrue(longest < TimeUnit.SECONDS.toNanos(1), "an append held its thread up for " + longest + " ns");
        } finally {
            broker.close();
        }
    }

    private static CompletableFuture<Void> append(KafkaOutcomeJournal journal) {
        CompletableFuture<Void> acknowledged = new CompletableFuture<>();
        Outcome outcome = Outcome.newBuilder()
                .setKind(OutcomeKind.DELIVERED.word())
                .setPaceKey("g|p")
                .build();
        journal.append(outcome, failure -> {
            if (failure == null) {
                acknowledged.complete(null);
            } else {
                acknowledged.completeExceptionally(failure);
            }
        });
        return acknowledged;
    }
}
