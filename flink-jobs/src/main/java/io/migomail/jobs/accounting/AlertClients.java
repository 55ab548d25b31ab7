package io.migomail.jobs.accounting;

import io.migomail.control.ControlPlane;
import io.migomail.core.AlertKind;
import io.migomail.core.TimeSource;
import io.migomail.jobs.JobConfig;
import io.migomail.jobs.KafkaEdge;
import java.io.IOException;
import java.time.Duration;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What a sink of alerts writes by: the control plane, and a producer of its own for events. */
record AlertClients(ControlPlane control, Producer<byte[], byte[]> producer) implements AutoCloseable {
    private static final Duration CLOSE = Duration.ofSeconds(2);

    /** Returns once the control plane has been read. @throws IOException where that was interrupted */
    static AlertClients open(JobConfig config) throws IOException {
        try {
            return new AlertClients(
                    ControlPlane.shared(config.kafka(), TimeSource.SYSTEM),
                    new KafkaProducer<>(
                            KafkaEdge.producer(config), new ByteArraySerializer(), new ByteArraySerializer()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the control plane was read", e);
        }
    }

    AlertBook book(AlertKind kind) {
        return new AlertBook(control, kind, event -> WebhookSink.published(producer, event));
    }

    @Override
    public void close() {
        producer.close(CLOSE);
        control.close();
    }
}
