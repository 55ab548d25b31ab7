package io.migomail.ingress.intake;

import io.migomail.control.AccountCells;
import io.migomail.core.Cell;
import io.migomail.core.DurableProducer;
import io.migomail.core.IdempotencyScope;
import io.migomail.core.KafkaAddress;
import io.migomail.core.Limits;
import io.migomail.core.MessageClass;
import io.migomail.core.RecordCodec;
import io.migomail.core.record.AcceptedMessage;
import io.migomail.core.record.MessageHead;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The topics {@code mail.accepted.*} of all cells: one idempotent producer, acks=all, no lingering; each message under its id,
 * or under its idempotency key where it has one: the repeats of a key lie in one partition, in an order that a replay
 * keeps (docs/adr/0010).
 * Callbacks run on the producer's thread. An append never blocks its caller, who may be an event loop: while the
 * brokers are away it fails within the accept time-out, and at once where the producer's buffer is full of others that
 * wait or the producer has given its metadata up.
 */
public final class KafkaMessageLog implements MessageLog, AutoCloseable {
    private static final long BUFFER = 4L * Limits.RECORD_BYTES;
    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(10);

    private final KafkaProducer<String, byte[]> producer;
    private final AccountCells cells;
    private volatile boolean healthy = true;

    /** @param cells which topics are whose */
    public KafkaMessageLog(KafkaAddress kafka, AccountCells cells) {
        this.cells = cells;
        int timeout = (int) Limits.ACCEPT_TIMEOUT.toMillis();
        Map<String, Object> settings = DurableProducer.settings(kafka);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Limits.RECORD_BYTES);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 0);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, timeout - 100);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, timeout);
        settings.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 20);
        settings.put(ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG, 200);
        settings.put(ProducerConfig.RECONNECT_BACKOFF_MS_CONFIG, 20);
        producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    /**
     * A log whose topics are known already, so that the first message need not be refused while they are looked up on a
     * busy machine; where there is no broker for ten seconds, a log that refuses until there is one.
     */
    public static KafkaMessageLog warm(KafkaAddress kafka, AccountCells cells) {
        KafkaMessageLog log = new KafkaMessageLog(kafka, cells);
        log.warmUp();
        return log;
    }

    private void warmUp() {
        long end = System.nanoTime() + WARM_UP.toNanos();
        while (!reachable() && System.nanoTime() < end) {
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }

    @Override
    public CompletionStage<Long> append(AcceptedMessage message) {
        CompletableFuture<Long> done = new CompletableFuture<>();
        MessageHead head = message.getHead();
        String topic = cells.of(head.getAccountId())
                .accepted(MessageClass.of(head.getMessageClass()))
                .name();
        byte[] value = RecordCodec.ACCEPTED.encode(message);
        try {
            producer.send(new ProducerRecord<>(topic, key(head), value), (meta, failure) -> {
                healthy = failure == null;
                if (failure == null) {
                    done.complete(meta.timestamp());
                } else {
                    done.completeExceptionally(failure);
                }
            });
        } catch (KafkaException | IllegalStateException e) {
            healthy = false;
            done.completeExceptionally(e);
        }
        return done;
    }

    @Override
    public boolean healthy() {
        return healthy || reachable();
    }

    /** Waits for what is on its way, then closes. */
    @Override
    public void close() {
        producer.close(Limits.ACCEPT_TIMEOUT);
    }

    /** Whether the topics are known; where not, asks for them in the background. */
    private boolean reachable() {
        try {
            for (Cell cell : cells.all()) {
                cell.accepted().forEach(topic -> producer.partitionsFor(topic.name()));
            }
            healthy = true;
        } catch (KafkaException | IllegalStateException e) {
            healthy = false;
        }
        return healthy;
    }

    private static String key(MessageHead head) {
        String name = IdempotencyScope.name(head);
        return name.isEmpty() ? head.getMessageId() : name;
    }
}
