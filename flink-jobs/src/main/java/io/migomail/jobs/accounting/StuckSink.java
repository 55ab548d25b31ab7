package io.migomail.jobs.accounting;

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
import org.apache.flink.metrics.Gauge;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Overdue deliveries to the control plane's alerts, once they are found to be stuck, by a thread of its own. One task is enough. */
final class StuckSink implements Sink<Overdue>, SupportsWriterState<Overdue, byte[]> {
    private static final long serialVersionUID = 1L;

    private final JobConfig config;

    StuckSink(JobConfig config) {
        this.config = config;
    }

    @Override
    public StatefulSinkWriter<Overdue, byte[]> createWriter(WriterInitContext context) throws IOException {
        return restoreWriter(context, List.of());
    }

    @Override
    public StatefulSinkWriter<Overdue, byte[]> restoreWriter(WriterInitContext context, Collection<byte[]> state)
            throws IOException {
        try {
            ControlPlane control = ControlPlane.shared(config.bootstrap(), TimeSource.SYSTEM);
            Producer<byte[], byte[]> producer = new KafkaProducer<>(
                    KafkaEdge.producer(config), new ByteArraySerializer(), new ByteArraySerializer());
            KafkaPositions positions = new KafkaPositions(config.bootstrap());
            KafkaWhereabouts pace = new KafkaWhereabouts(config.bootstrap(), producer, TimeSource.SYSTEM);
            StuckJudge judge = new StuckJudge(new ReadMark(positions), pace);
            context.metricGroup().gauge("stuck_deliveries", (Gauge<Long>) judge::stuck);
            AlertBook book =
                    new AlertBook(control, AlertKind.STUCK_DELIVERIES, event -> WebhookSink.published(producer, event));
            return new StuckWriter(
                    Desk.thread("stuck-deliveries", views -> settle(judge, book, views), () -> {
                        pace.close();
                        positions.close();
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

    private static void settle(StuckJudge judge, AlertBook book, List<OverdueList.View> views)
            throws InterruptedException {
        long now = TimeSource.SYSTEM.wallMillis();
        List<AlertFinding> found = judge.judge(views, now);
        if (found != null) {
            book.settle(found, now);
        }
    }

    @Override
    public SimpleVersionedSerializer<byte[]> getWriterStateSerializer() {
        return new StoreSink.RecordSerializer();
    }
}
