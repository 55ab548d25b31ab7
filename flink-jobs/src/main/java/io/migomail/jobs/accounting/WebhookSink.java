package io.migomail.jobs.accounting;

import io.migomail.core.RecordCodec;
import io.migomail.core.TimeSource;
import io.migomail.core.Topics;
import io.migomail.core.record.MailEvent;
import io.migomail.core.record.WebhookOutcome;
import io.migomail.jobs.JobConfig;
import io.migomail.jobs.KafkaEdge;
import io.migomail.mail.webhook.HttpWebhookClient;
import io.migomail.mail.webhook.TargetPolicy;
import io.migomail.mail.webhook.WebhookClient;
import io.migomail.mta.metric.FlinkMeters;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes HTTP attempts and publishes what came of each to {@code webhook.outcomes}. Writing hands over and returns;
 * checkpoints do not wait for subscribers: an attempt whose outcome is lost is made again by the queue. An outcome that
 * cannot be published fails the task.
 */
final class WebhookSink implements Sink<WebhookAttempt> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(WebhookSink.class);

    private final JobConfig config;

    WebhookSink(JobConfig config) {
        this.config = config;
    }

    @Override
    public SinkWriter<WebhookAttempt> createWriter(WriterInitContext context) throws IOException {
        Producer<byte[], byte[]> producer =
                new KafkaProducer<>(KafkaEdge.producer(config), new ByteArraySerializer(), new ByteArraySerializer());
        WebhookTargets targets;
        try {
            targets = ControlWebhooks.open(config, event -> published(producer, event));
        } catch (InterruptedException e) {
            producer.close(Duration.ZERO);
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the control plane was read", e);
        }
        WebhookClient client = new HttpWebhookClient(
                TargetPolicy.of(config.settings()), InetAddress::getAllByName, WebhookRules.STANDARD.concurrency());
        return new Writer(
                targets,
                client,
                producer,
                context.getMailboxExecutor(),
                new WebhookMeters(new FlinkMeters(context.metricGroup())));
    }

    /** Whether the event is durable on its topic; waits for that. */
    static boolean published(Producer<byte[], byte[]> producer, MailEvent event) throws InterruptedException {
        byte[] key = event.getHead().getMessageId().getBytes(StandardCharsets.UTF_8);
        try {
            producer.send(new ProducerRecord<>(Topics.EVENTS.name(), key, RecordCodec.EVENT.encode(event)))
                    .get(); // bounded by the producer's delivery time-out
            return true;
        } catch (ExecutionException | IllegalStateException | KafkaException e) {
            LOG.warn("the event {} is not published yet: {}", event.getEventId(), e.toString());
            return false;
        }
    }

    /** Lives on the task's thread; completions arrive on I/O threads and only count and publish. */
    static final class Writer implements SinkWriter<WebhookAttempt> {
        private final WebhookTargets targets;
        private final WebhookClient client;
        private final Producer<byte[], byte[]> producer;
        private final MailboxExecutor mailbox;
        private final WebhookMeters meters;
        private final WebhookSender sender;
        private final AtomicInteger open = new AtomicInteger();

        Writer(
                WebhookTargets targets,
                WebhookClient client,
                Producer<byte[], byte[]> producer,
                MailboxExecutor mailbox,
                WebhookMeters meters) {
            this.targets = targets;
            this.client = client;
            this.producer = producer;
            this.mailbox = mailbox;
            this.meters = meters;
            this.sender = new WebhookSender(targets, client, TimeSource.SYSTEM);
        }

        @Override
        public void write(WebhookAttempt attempt, Context context) {
            if (attempt.isGiveUp()) {
                sender.giveUp(attempt.webhookId());
                return;
            }
            open.incrementAndGet();
            sender.send(attempt).thenAccept(this::publish);
        }

        private void publish(WebhookOutcome outcome) {
            meters.attempted(outcome);
            byte[] key = outcome.getWebhookId().getBytes(StandardCharsets.UTF_8);
            byte[] value = RecordCodec.WEBHOOK_OUTCOME.encode(outcome);
            try {
                producer.send(
                        new ProducerRecord<>(Topics.WEBHOOK_OUTCOMES.name(), key, value), (at, e) -> published(e));
            } catch (IllegalStateException | KafkaException e) {
                published(e);
            }
        }

        private void published(@org.jspecify.annotations.Nullable Exception failure) {
            open.decrementAndGet();
            try {
                mailbox.execute(
                        () -> {
                            if (failure != null) {
                                throw new IOException("a webhook's outcome could not be published", failure);
                            }
                        },
                        "webhook outcome");
            } catch (java.util.concurrent.RejectedExecutionException e) {
                // The task is closing; the queue will see a lost attempt.
            }
        }

        @Override
        public void flush(boolean endOfInput) throws InterruptedException {
            while (endOfInput && open.get() > 0) {
                mailbox.yield();
            }
        }

        @Override
        public void close() {
            client.close();
            producer.close(Duration.ofSeconds(2));
            targets.close();
        }
    }
}
