package io.migomail.faults.system;

import io.migomail.core.OutcomeKind;
import io.migomail.core.RecordCodec;
import io.migomail.core.TimeSource;
import io.migomail.core.Topics;
import io.migomail.core.record.Outcome;
import io.migomail.faults.check.Fact;
import io.migomail.faults.check.OutcomeLog;
import io.migomail.faults.check.OutcomeLog.Line;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads PACE's journal as it lies in Kafka, past the product. */
public final class OutcomeTopic {
    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(200);

    private OutcomeTopic() {}

    /**
     * All that is there at the call.
     *
     * @param bootstrap of brokers that serve within a minute
     */
    public static OutcomeLog read(String bootstrap, TimeSource time) throws IOException {
        List<List<Line>> lines = new ArrayList<>();
        IntStream.range(0, Topics.OUTCOMES.partitions()).forEach(p -> lines.add(new ArrayList<>()));
        each(bootstrap, (partition, outcome) -> add(outcome, lines.get(partition)));
        return new OutcomeLog(lines, time.wallMillis() - time.monotonicNanos() / 1_000_000);
    }

    /**
     * What all that is there at the call makes an event of, each as often as it is told.
     *
     * @param bootstrap of brokers that serve within a minute
     */
    public static List<Fact> facts(String bootstrap) throws IOException {
        List<Fact> out = new ArrayList<>();
        each(bootstrap, (partition, outcome) -> facts(outcome, out));
        return out;
    }

    private static void each(String bootstrap, BiConsumer<Integer, Outcome> use) throws IOException {
        List<TopicPartition> topic = IntStream.range(0, Topics.OUTCOMES.partitions())
                .mapToObj(p -> new TopicPartition(Topics.OUTCOMES.name(), p))
                .toList();
        Map<String, Object> config =
                Map.of("bootstrap.servers", bootstrap, "default.api.timeout.ms", Long.toString(BOUND.toMillis()));
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(topic);
            consumer.seekToBeginning(topic);
            Map<TopicPartition, Long> ends = consumer.endOffsets(topic);
            while (topic.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
                consumer.poll(POLL)
                        .forEach(record -> use.accept(record.partition(), RecordCodec.OUTCOME.decode(record.value())));
            }
        } catch (KafkaException e) {
            throw new IOException("the journal cannot be read at " + bootstrap, e);
        }
    }

    /** The node that leads the first partition of a topic. */
    static int leader(String bootstrap, String topic) throws IOException {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            return consumer.partitionsFor(topic, BOUND).get(0).leader().id();
        } catch (KafkaException e) {
            throw new IOException("nobody at " + bootstrap + " says who leads " + topic, e);
        }
    }

    private static void add(Outcome outcome, List<Line> lines) {
        OutcomeKind kind = OutcomeKind.of(outcome.getKind());
        if (kind == OutcomeKind.FENCE || kind.terminal()) {
            lines.add(new Line(outcome.getAt(), kind == OutcomeKind.FENCE ? "" : outcome.getRecipient()));
        }
    }

    /** An attempt that began is told of by all that is told of it. */
    private static void facts(Outcome outcome, List<Fact> facts) {
        OutcomeKind kind = OutcomeKind.of(outcome.getKind());
        boolean begun = switch (kind) {
            case DISPATCHED, DELIVERED, DEFERRED, BOUNCED -> true;
            default -> false;
        };
        if (begun && outcome.getAttempt() > 0 && outcome.getInstants().getDispatchedAt() > 0) {
            facts.add(fact(outcome, "dispatched"));
        }
        String type = switch (kind) {
            case DISPATCHED, REROUTED, FENCE -> "";
            case DEFERRED -> "soft_bounce";
            case BOUNCED -> "hard_bounce";
            default -> kind.word();
        };
        if (!type.isEmpty()) {
            facts.add(fact(outcome, type));
        }
    }

    private static Fact fact(Outcome outcome, String type) {
        return new Fact(
                outcome.getHead().getMessageId(),
                outcome.getDeliveryId(),
                outcome.getRecipient(),
                outcome.getAttempt(),
                type);
    }
}
