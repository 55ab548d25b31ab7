package io.migomail.mta.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.Cell;
import io.migomail.core.RecordCodec;
import io.migomail.core.Topics;
import io.migomail.core.record.Fence;
import io.migomail.core.record.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** What the fence writer leaves on the topic, and when it says so. */
class KafkaFenceWriterTest {
    private static final Outcome FENCE = Outcome.newBuilder()
            .setKind("fence")
            .setPaceKey("fence:1|fence")
            .setFence(Fence.newBuilder().setLife(7))
            .build();
    private static final String OUTCOMES = Topics.OUTCOMES.name();
    private static final String REROUTE = Topics.REROUTE.name();
    private static final Node NODE = new Node(1, "127.0.0.1", 9);

    private static MockProducer<String, byte[]> producer(boolean acknowledges) {
        Cluster cluster = new Cluster(
                "c",
                List.of(NODE),
                List.of(partition(OUTCOMES, 0), partition(OUTCOMES, 1), partition(REROUTE, 0)),
                Set.of(),
                Set.of());
        return new MockProducer<>(cluster, acknowledges, null, new StringSerializer(), new ByteArraySerializer());
    }

    private static PartitionInfo partition(String topic, int number) {
        Node[] nodes = {NODE};
        return new PartitionInfo(topic, number, NODE, nodes, nodes);
    }

    @Test
    void everyPartitionOfTheJournalGetsAFenceWithANumberOfItsOwn() throws Exception {
        MockProducer<String, byte[]> producer = producer(true);
        assertEquals(3, KafkaFenceWriter.write(producer, Cell.FIRST, FENCE, Duration.ofSeconds(5)));
        assertEquals(
                Set.of(OUTCOMES + "-0", OUTCOMES + "-1", REROUTE + "-0"),
                producer.history().stream()
                        .map(r -> r.topic() + "-" + r.partition())
                        .collect(Collectors.toSet()));
        for (int i = 0; i < 3; i++) {
            var record = producer.history().get(i);
            Outcome written = RecordCodec.OUTCOME.decode(record.value());
            assertEquals("fence:1|fence", record.key());
            assertEquals(i, written.getFence().getPartition());
            assertEquals(7, written.getFence().getLife());
        }
    }

    @Test
    void aFenceThatIsNotAcknowledgedIsNotWritten() {
        MockProducer<String, byte[]> producer = producer(false);
        var e = assertThrows(
                IOException.class, () -> KafkaFenceWriter.write(producer, Cell.FIRST, FENCE, Duration.ofMillis(1)));
        assertTrue(e.getMessage().contains(Topics.OUTCOMES.name()), e.getMessage());
    }
}
