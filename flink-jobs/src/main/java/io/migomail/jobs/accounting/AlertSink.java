package io.migomail.jobs.accounting;

import io.migomail.analytics.WindowFact;
import io.migomail.control.ControlPlane;
import io.migomail.core.AlertKind;
import io.migomail.core.TimeSource;
import io.migomail.jobs.JobConfig;
import io.migomail.jobs.KafkaEdge;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Ends of deliveries to the control plane's alerts, which are written by a thread of their own. One task is enough. */
final class AlertSink implements Sink<WindowFact>, SupportsWriterState<WindowFact, byte[]> {
    private static final long serialVersionUID = 1L;

    private final JobConfig config;

    AlertSink(JobConfig config) {
        this.config = config;
    }

    @Override
    public StatefulSinkWriter<WindowFact, byte[]> createWriter(WriterInitContext context) throws IOException {
        return restoreWriter(context, List.of());
    }

    @Override
    public StatefulSinkWriter<WindowFact, byte[]> restoreWriter(WriterInitContext context, Collection<byte[]> state)
            throws IOException {
        try {
            ControlPlane control = ControlPlane.shared(config.bootstrap(), TimeSource.SYSTEM);
            Producer<byte[], byte[]> producer = new KafkaProducer<>(
                    KafkaEdge.producer(config), new ByteArraySerializer(), new ByteArraySerializer());
            AlertBook book =
                    new AlertBook(control, AlertKind.SLO_BURN, event -> WebhookSink.published(producer, event));
            return new AlertWriter(
                    Desk.thread("alerts", found -> book.settle(found, TimeSource.SYSTEM.wallMillis()), () -> {
                        producer.close(Duration.ofSeconds(2));
                        control.close();
                    }),
                    context.getProcessingTimeService(),
                    state);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the control plane was read", e);
        }
    }

    @Override
    public SimpleVersionedSerializer<byte[]> getWriterStateSerializer() {
        return new StoreSink.RecordSerializer();
    }
}
