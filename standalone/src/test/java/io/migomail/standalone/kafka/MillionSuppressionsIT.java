package io.migomail.standalone.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.control.TopicAdmin;
import io.migomail.control.pace.SuppressionBook;
import io.migomail.control.pace.TopicTail;
import io.migomail.core.KafkaAddress;
import io.migomail.core.RecordCodec;
import io.migomail.core.SipHash;
import io.migomail.core.SuppressionReason;
import io.migomail.core.SuppressionScope;
import io.migomail.core.Topics;
import io.migomail.core.record.Suppression;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that knows nothing reads a list of a million addresses from a real broker; docs/performance.md has the time. */
class MillionSuppressionsIT {
    private static final int MANY = 1_000_000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    private static Suppression suppression(int i) {
        return Suppression.newBuilder()
                .setApplicationId("app_1")
                .setEnvironment("live")
                .setAddress("listed" + i + "@example.com")
                .setReason(SuppressionReason.UNSUBSCRIBE.word())
                .setAt(1_795_000_000_000L + i)
                .build();
    }

    private static void write(String bootstrap) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap, "linger.ms", 20, "batch.size", 200_000);
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            List<Future<RecordMetadata>> sent = new ArrayList<>(MANY);
            for (int i = 0; i < MANY; i++) {
                Suppression one = suppression(i);
                sent.add(producer.send(new ProducerRecord<>(
                        Topics.SUPPRESSIONS.name(), SuppressionScope.key(one), RecordCodec.SUPPRESSION.encode(one))));
            }
            for (Future<RecordMetadata> one : sent) {
                one.get();
            }
        }
    }

    private static long processorNanos() {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return system.getProcessCpuTime();
    }

    @Test
    void all_of_a_million_addresses_are_known_when_the_end_is_reached() throws Exception {
        try (EmbeddedBroker kafka = EmbeddedBroker.start(folder)) {
            TopicAdmin.ensure(KafkaAddress.of(kafka.bootstrap()), 1, 1);
            write(kafka.bootstrap());
            SuppressionBook book = new SuppressionBook(new SipHash(1, 2));
            var follow = new TopicTail.Follow(
                    Topics.SUPPRESSIONS.name(),
                    true,
                    (key, value) -> book.apply(RecordCodec.SUPPRESSION.decode(Objects.requireNonNull(value))));
            long start = System.nanoTime();
            long before = processorNanos();
            try (TopicTail tail = TopicTail.start(KafkaAddress.of(kafka.bootstrap()), "million", List.of(follow))) {
                assertTrue(tail.awaitNow(PATIENCE), "not read to the end");
                System.out.printf(
                        "a million suppressions read in %d ms, of which the processor, the broker's part included: %d ms%n",
                        (System.nanoTime() - start) / 1_000_000, (processorNanos() - before) / 1_000_000);
                for (int i = 0; i < MANY; i++) {
                    assertEquals(
                            SuppressionReason.UNSUBSCRIBE,
                            book.reason("app_1", "live", suppression(i).getAddress()));
                }
            }
        }
    }
}
