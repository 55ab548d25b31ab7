package io.migomail.jobs.accounting;

import io.migomail.analytics.WindowFact;
import io.migomail.control.ControlPlane;
import io.migomail.core.TimeSource;
import io.migomail.jobs.JobConfig;
import io.migomail.jobs.KafkaEdge;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends of deliveries to the control plane's alerts, which are written by a thread of their own. One task is enough. */
final class AlertSink implements Sink<WindowFact>, SupportsWriterState<WindowFact, byte[]> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(AlertSink.class);

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
            AlertBook book = new AlertBook(control, event -> WebhookSink.published(producer, event));
            return new AlertWriter(new Desk(book, control, producer), context.getProcessingTimeService(), state);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the control plane was read", e);
        }
    }

    @Override
    public SimpleVersionedSerializer<byte[]> getWriterStateSerializer() {
        return new StoreSink.RecordSerializer();
    }

    /** The thread that writes alerts; findings that come while it has others waiting are left, as the next ones say it as well. */
    private static final class Desk implements AlertWriter.Findings {
        private final AlertBook book;
        private final ControlPlane control;
        private final Producer<byte[], byte[]> producer;
        private final ThreadPoolExecutor thread =
                new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(1), task -> {
                    Thread made = new Thread(task, "alerts");
                    made.setDaemon(true);
                    return made;
                });

        Desk(AlertBook book, ControlPlane control, Producer<byte[], byte[]> producer) {
            this.book = book;
            this.control = control;
            this.producer = producer;
        }

        @Override
        public void accept(List<AlertFinding> findings) {
            try {
                thread.execute(() -> settle(findings));
            } catch (RejectedExecutionException e) {
                LOG.warn("alerts are not written in time, or this task is closing");
            }
        }

        private void settle(List<AlertFinding> findings) {
            try {
                book.settle(findings, TimeSource.SYSTEM.wallMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() {
            thread.shutdownNow();
            producer.close(Duration.ofSeconds(2));
            control.close();
        }
    }
}
