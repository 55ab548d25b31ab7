package io.migomail.ingress.fact;

import io.migomail.core.DurableProducer;
import io.migomail.core.KafkaAddress;
import io.migomail.core.Limits;
import io.migomail.core.Topics.Topic;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.ingress.problem.Problem;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** One producer for all of a node's facts. Blocks its caller at most 500 ms, where the brokers are away. */
public final class KafkaFactLog implements FactLog, AutoCloseable {
    private static final Duration BLOCKED = Duration.ofMillis(500);

    private final KafkaProducer<String, byte[]> producer;

    public KafkaFactLog(KafkaAddress kafka) {
        int timeout = (int) Limits.ACCEPT_TIMEOUT.toMillis();
        Map<String, Object> settings = DurableProducer.settings(kafka);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCKED.toMillis());
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, timeout - 100);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, timeout);
        producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    @Override
    public CompletionStage<Void> append(Topic topic, String key, byte @Nullable [] value) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        try {
            producer.send(new ProducerRecord<>(topic.name(), key, value), (meta, failure) -> {
                if (failure == null) {
                    done.complete(null);
                } else {
                    done.completeExceptionally(away());
                }
            });
        } catch (KafkaException | IllegalStateException e) {
            done.completeExceptionally(away());
        }
        return done;
    }

    private static Problem away() {
        return Problem.of(ErrorCode.STORE_UNAVAILABLE, "The request could not be stored now; try again.");
    }

    @Override
    public void close() {
        producer.close(BLOCKED);
    }
}
