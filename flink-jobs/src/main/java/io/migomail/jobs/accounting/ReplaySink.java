package io.migomail.jobs.accounting;

import io.migomail.analytics.ClickHouseAddress;
import io.migomail.analytics.EventStore;
import io.migomail.analytics.FeedPage;
import io.migomail.analytics.FeedQuery;
import io.migomail.control.ControlPlane;
import io.migomail.core.RecordCodec;
import io.migomail.core.TimeSource;
import io.migomail.core.Topics;
import io.migomail.core.record.WebhookRequest;
import io.migomail.jobs.JobConfig;
import io.migomail.jobs.KafkaEdge;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the events of replays and publishes them to {@code webhook.requests}. Writing hands over and returns; checkpoints
 * wait for nothing: a page that is lost is asked for again by the queue. Connections are made for the first page. What
 * cannot be published fails the task.
 */
final class ReplaySink implements Sink<WebhookPage> {
    private static final long serialVersionUID = 1L;

    private final JobConfig config;

    ReplaySink(JobConfig config) {
        this.config = config;
    }

    @Override
    public SinkWriter<WebhookPage> createWriter(WriterInitContext context) {
        return new Writer(config, context.getMailboxExecutor());
    }

    /** What reading takes. */
    private record Opened(ControlPlane control, EventStore store, Producer<byte[], byte[]> producer)
            implements ReplayReader.Source, ReplayReader.Answers {
        static Opened of(JobConfig config) throws InterruptedException {
            return new Opened(
                    ControlPlane.shared(config.kafka(), TimeSource.SYSTEM),
                    EventStore.open(ClickHouseAddress.from(config.settingsHere())),
                    new KafkaProducer<>(
                            KafkaEdge.producer(config), new ByteArraySerializer(), new ByteArraySerializer()));
        }

        @Override
        public FeedPage feed(FeedQuery query, long after, int limit) {
            return store.feed(query, after, limit);
        }

        @Override
        public Map<String, Integer> attempts(String webhookId, Collection<String> eventIds) {
            return store.webhookAttempts(webhookId, eventIds);
        }

        @Override
        public void publish(List<WebhookRequest> answers) throws InterruptedException {
            List<Future<?>> sent = new ArrayList<>();
            for (WebhookRequest answer : answers) {
                byte[] key = answer.getWebhookId().getBytes(StandardCharsets.UTF_8);
                byte[] value = RecordCodec.WEBHOOK_REQUEST.encode(answer);
                sent.add(producer.send(new ProducerRecord<>(Topics.WEBHOOK_REQUESTS.name(), key, value)));
            }
            for (Future<?> one : sent) {
                try {
                    one.get(); // bounded by the producer's delivery time-out
                } catch (ExecutionException e) {
                    throw new KafkaException("a replay could not be published", e.getCause());
                }
            }
        }

        void close() {
            control.close();
            store.close();
            producer.close(Duration.ofSeconds(2));
        }
    }

    /** Lives on the task's thread; pages are read on one of its own, in the order in which they are asked for. */
    private static final class Writer implements SinkWriter<WebhookPage> {
        private final JobConfig config;
        private final MailboxExecutor mailbox;
        private final ExecutorService reading = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "webhook-replays");
            thread.setDaemon(true);
            return thread;
        });
        private @Nullable Opened opened; // by the reading thread only, until it has ended

        Writer(JobConfig config, MailboxExecutor mailbox) {
            this.config = config;
            this.mailbox = mailbox;
        }

        @Override
        public void write(WebhookPage page, Context context) {
            reading.execute(() -> read(page));
        }

        private void read(WebhookPage page) {
            try {
                Opened parts = opened == null ? Opened.of(config) : opened;
                opened = parts;
                new ReplayReader(parts.control(), parts, parts, TimeSource.SYSTEM).read(page);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) { // of any kind: it ends the task, on the task's thread
                fail(e);
            }
        }

        private void fail(RuntimeException failure) {
            try {
                mailbox.execute(
                        () -> {
                            throw new IOException("a webhook's replay could not be read", failure);
                        },
                        "webhook replay");
            } catch (RejectedExecutionException e) {
                // The task is closing; the queue will ask for the page again.
            }
        }

        @Override
        public void flush(boolean endOfInput) {
            // Nothing is held that the queue does not ask for again.
        }

        @Override
        public void close() throws InterruptedException {
            reading.shutdownNow();
            boolean ended = reading.awaitTermination(5, java.util.concurrent.TimeUnit.SECONDS);
            if (ended && opened != null) {
                opened.close();
            } else if (!ended) {
                throw new IllegalStateException("the thread that reads replays did not end within 5 s");
            }
        }
    }
}
