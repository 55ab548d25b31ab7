package io.migomail.mta.sink;

import io.migomail.core.Shared.Lease;
import io.migomail.core.TimeSource;
import java.io.IOException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One task's part of {@link TopicSink}: a checkpoint waits until all that was written is acknowledged, and what is not,
 * fails the task. The task thread's; acknowledgements come on the producer's.
 */
final class TopicWriter<T> implements SinkWriter<T> {
    /** Octets under way before the task waits; a larger record goes alone. So all writers leave the producer room. */
    static final int ROOM = 8 * 1024 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(TopicWriter.class);

    private final Lease<Producer<String, byte[]>> producer;
    private final TopicSink.Records<T> records;
    private final MailboxExecutor mailbox;
    private final TimeSource time;
    private final Object lock = new Object();
    private int underWay;
    private int octets;
    private @Nullable Exception failure;
    private boolean closed;

    TopicWriter(
            Lease<Producer<String, byte[]>> producer,
            TopicSink.Records<T> records,
            MailboxExecutor mailbox,
            TimeSource time) {
        this.producer = producer;
        this.records = records;
        this.mailbox = mailbox;
        this.time = time;
    }

    @Override
    public void write(T element, Context context) throws IOException, InterruptedException {
        ProducerRecord<String, byte[]> record = records.of(element);
        int size = record.value() == null ? 0 : record.value().length;
        synchronized (lock) {
            await(() -> underWay == 0 || octets + size <= ROOM);
            underWay++;
            octets += size;
        }
        try {
            producer.value().send(record, (metadata, error) -> ended(size, error));
        } catch (RuntimeException e) { // a producer that is closed, or a record that it does not take
            ended(size, e);
            check();
        }
    }

    @Override
    public void flush(boolean endOfInput) throws IOException, InterruptedException {
        synchronized (lock) {
            await(() -> underWay == 0);
        }
    }

    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
        }
        producer.close();
    }

    private void await(BooleanSupplier condition) throws IOException, InterruptedException {
        long end = time.monotonicNanos() + ProcessProducer.DECIDED.toNanos();
        check();
        while (!condition.getAsBoolean()) {
            long left = end - time.monotonicNanos();
            if (left <= 0) {
                throw new IOException("no acknowledgement within " + ProcessProducer.DECIDED);
            }
            TimeUnit.NANOSECONDS.timedWait(lock, left);
            check();
        }
    }

    private void check() throws IOException {
        synchronized (lock) {
            if (failure != null) {
                throw new IOException("a record did not reach its topic", failure);
            }
        }
    }

    private void ended(int size, @Nullable Exception error) {
        boolean first;
        synchronized (lock) {
            underWay--;
            octets -= size;
            first = error != null && failure == null && !closed;
            failure = first ? error : failure;
            lock.notifyAll();
        }
        if (error != null) {
            producer.retire();
        }
        if (first) {
            wake();
        }
    }

    /** A task that writes nothing more fails too, and not only at its next checkpoint. */
    private void wake() {
        try {
            mailbox.execute(this::check, "a record was not published");
        } catch (RejectedExecutionException e) {
            LOG.debug("the task that would fail of it is on its way down", e);
        }
    }
}
