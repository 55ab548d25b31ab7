package io.migomail.mta.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.RecordCodec;
import io.migomail.core.Topics;
import io.migomail.core.record.Fence;
import io.migomail.core.record.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
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
    private static final Node NODE = new Node(1, "127.0.0.1", 9);

    private static MockProducer<String, byte[]> producer(boolean acknowledges) {
        Cluster cluster = new Cluster("c", List.of(NODE), List.of(partition(0), partition(1)), Set.of(), Set.of());
        return new MockProducer<>(cluster, acknowledges, null, new StringSerializer(), new ByteArraySerializer());
    }

    private static PartitionInfo partition(int number) {
        Node[] nodes = {NODE};
        return new PartitionInfo(Topics.OUTCOMES.name(), number, NODE, nodes, nodes);
    }

    @Test
    void everyPartitionGetsAFenceWithItsNumber() throws Exception {
        MockProducer<String, byte[]> producer = producer(true);
        assertEquals(2, KafkaFenceWriter.write(producer, FENCE, Duration.ofSeconds(5)));
        for (int i = 0; i < 2; i++) {
            var record = producer.history().get(i);
            Outcome written = RecordCodec.OUTCOME.decode(record.value());
            assertEquals(i, record.partition());
            assertEquals("fence:1|fence", record.key());
            assertEquals(i, written.getFence().getPartition());
            assertEquals(7, written.getFence().getLife());
        }
    }

    @Test
    void aFenceThatIsNotAcknowledgedIsNotWritten() {
        MockProducer<String, byte[]> producer = producer(false);
        var e = assertThrows(IOException.class, () -> KafkaFenceWriter.write(producer, FENCE, Duration.ofMillis(1)));
        assertTrue(e.getMessage().contains(Topics.OUTCOMES.name()), e.getMessage());
    }
}
