package io.migomail.control.pace;

import io.migomail.core.KafkaAddress;
import io.migomail.core.TopicReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads whole topics for one process, on one daemon thread, from {@link #start} to {@link #close}, which waits for it. A
 * broker that is away is waited for; a record that cannot be read is logged and passed over.
 */
public final class TopicTail implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TopicTail.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration RETRY = Duration.ofMillis(200);
    private static final Duration CLOSE = Duration.ofSeconds(2);

    /** One topic of the tail: what is done with its records, and whether those count that are there at the start. */
    public record Follow(String topic, boolean fromBeginning, Reader reader) {}

    /** Takes the next record of its topic, on the tail's thread; the value is null where its key is gone. */
    @FunctionalInterface
    public interface Reader {
        /** Whatever it throws passes over this record only. */
        void read(String key, byte @Nullable [] value);
    }

    private final KafkaConsumer<String, byte[]> consumer;
    private final Map<String, Follow> follows = new HashMap<>();
    private final Queue<Mark> marks = new ConcurrentLinkedQueue<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private boolean begun;

    /** Somebody waits until what lay before these ends has been read; they are found on the tail's thread. */
    private static final class Mark {
        final CountDownLatch reached = new CountDownLatch(1);

        @Nullable
        Map<TopicPartition, Long> ends;
    }

    private TopicTail(KafkaAddress kafka, String name, List<Follow> topics) {
        topics.forEach(one -> follows.put(one.topic(), one));
        consumer = new KafkaConsumer<>(settings(kafka), new StringDeserializer(), new ByteArrayDeserializer());
        thread = new Thread(this::follow, name);
        thread.setDaemon(true);
    }

    private static Map<String, Object> settings(KafkaAddress kafka) {
        Map<String, Object> out = TopicReader.settings(kafka);
        out.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, (int) POLL.toMillis());
        return out;
    }

    /** A tail that reads from now on; the name is its thread's. */
    public static TopicTail start(KafkaAddress kafka, String name, List<Follow> topics) {
        TopicTail tail = new TopicTail(kafka, name, topics);
        tail.thread.start();
        return tail;
    }

    /** Waits until all that is in the topics now has been read; false where the time-out came first. Thread-safe. */
    public boolean awaitNow(Duration timeout) throws InterruptedException {
        Mark mark = new Mark();
        marks.add(mark);
        consumer.wakeup();
        return mark.reached.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        closing.countDown();
        consumer.wakeup();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean closed() {
        return closing.getCount() == 0;
    }

    private void follow() {
        try {
            while (!closed()) {
                try {
                    step();
                } catch (WakeupException e) {
                    LOG.debug("somebody wants something of the tail of {}", follows.keySet());
                } catch (InterruptException e) {
                    return;
                } catch (KafkaException e) {
                    LOG.warn("{} cannot be read now: {}", follows.keySet(), e.toString());
                    closing.await(RETRY.toMillis(), TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException e) {
            LOG.info("the tail of {} was interrupted and ends", follows.keySet());
        } finally {
            consumer.close(CloseOptions.timeout(CLOSE));
        }
    }

    private void step() {
        if (!begun) {
            begin();
            begun = true;
        }
        List<Mark> fresh = marks.stream().filter(mark -> mark.ends == null).toList();
        if (!fresh.isEmpty()) {
            Map<TopicPartition, Long> now = consumer.endOffsets(consumer.assignment());
            fresh.forEach(mark -> mark.ends = now);
        }
        marks.removeIf(this::reached);
        for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
            read(record);
        }
        marks.removeIf(this::reached);
    }

    private boolean reached(Mark mark) {
        boolean all = mark.ends != null
                && mark.ends.entrySet().stream().allMatch(e -> consumer.position(e.getKey()) >= e.getValue());
        if (all) {
            mark.reached.countDown();
        }
        return all;
    }

    /** Takes all partitions. */
    private void begin() {
        List<TopicPartition> old = new ArrayList<>();
        List<TopicPartition> fresh = new ArrayList<>();
        for (Follow one : follows.values()) {
            for (PartitionInfo partition : consumer.partitionsFor(one.topic())) {
                (one.fromBeginning() ? old : fresh).add(new TopicPartition(one.topic(), partition.partition()));
            }
        }
        List<TopicPartition> all = new ArrayList<>(old);
        all.addAll(fresh);
        if (all.isEmpty()) {
            throw new KafkaException("the topics " + follows.keySet() + " do not exist");
        }
        Map<TopicPartition, Long> now = consumer.endOffsets(fresh);
        consumer.assign(all);
        consumer.seekToBeginning(old);
        for (TopicPartition one : fresh) {
            consumer.seek(one, now.getOrDefault(one, 0L));
        }
    }

    private void read(ConsumerRecord<String, byte[]> record) {
        Follow follow = follows.get(record.topic());
        try {
            if (follow != null) {
                follow.reader().read(record.key() == null ? "" : record.key(), record.value());
            }
        } catch (RuntimeException e) {
            LOG.error("{}-{}@{} is passed over: {}", record.topic(), record.partition(), record.offset(), e.toString());
        }
    }
}
