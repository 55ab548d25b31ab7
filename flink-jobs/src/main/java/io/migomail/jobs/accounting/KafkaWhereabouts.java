package io.migomail.jobs.accounting;

import io.migomail.control.pace.TopicTail;
import io.migomail.core.AccountingLimits;
import io.migomail.core.Ids;
import io.migomail.core.KafkaAddress;
import io.migomail.core.RecordCodec;
import io.migomail.core.TimeSource;
import io.migomail.core.Topics;
import io.migomail.core.record.DeliveryPlace;
import io.migomail.core.record.PaceQuestion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Asks PACE over {@code pace.questions}, and waits {@code AccountingLimits.STUCK_PATIENCE} for its answers. Its reader is opened with the
 * first question: mostly there is none. Used by one thread.
 */
final class KafkaWhereabouts implements StuckJudge.Pace, AutoCloseable {
    private static final long PATIENCE = AccountingLimits.STUCK_PATIENCE.toNanos();

    private final KafkaAddress kafka;
    private final Producer<byte[], byte[]> producer;
    private final TimeSource time;
    private @Nullable TopicTail tail;
    private long questions;

    /** Guards the two below. */
    private final Object lock = new Object();

    private final Set<String> asked = new HashSet<>();
    private final Map<String, DeliveryPlace> places = new HashMap<>();

    /** @param producer stays its opener's to close */
    KafkaWhereabouts(KafkaAddress kafka, Producer<byte[], byte[]> producer, TimeSource time) {
        this.kafka = kafka;
        this.producer = producer;
        this.time = time;
    }

    @Override
    public Map<String, DeliveryPlace> where(Map<String, Set<String>> deliveriesOfAccounts)
            throws IOException, InterruptedException {
        listen();
        Map<String, PaceQuestion> byMessage = new HashMap<>();
        Set<String> expected = new HashSet<>();
        deliveriesOfAccounts.forEach((account, deliveries) -> deliveries.forEach(delivery -> {
            expected.add(delivery);
            byMessage.merge(Ids.messageOf(delivery), question(account, delivery), KafkaWhereabouts::ofMoreRecipients);
        }));
        synchronized (lock) {
            byMessage.values().forEach(question -> asked.add(question.getQuestionId()));
        }
        try {
            send(byMessage.values());
            return await(expected);
        } finally {
            synchronized (lock) {
                asked.clear();
                places.clear();
            }
        }
    }

    /** Answers are read from here on: nothing is asked that nobody would hear. */
    private void listen() throws IOException, InterruptedException {
        if (tail == null) {
            tail = TopicTail.start(
                    kafka,
                    "stuck-questions",
                    List.of(new TopicTail.Follow(Topics.QUESTIONS.name(), false, this::answer)));
        }
        if (!tail.awaitNow(AccountingLimits.STUCK_PATIENCE)) {
            throw new IOException("answers of PACE cannot be read now");
        }
    }

    private PaceQuestion question(String account, String delivery) {
        long at = time.wallMillis();
        String message = Ids.messageOf(delivery);
        return PaceQuestion.newBuilder()
                .setQuestionId("stuck-" + message + "-" + at + "-" + ++questions)
                .setMessageId(message)
                .setAccountId(account)
                .setEnvironment("live")
                .setRecipients(Ids.recipientOf(delivery) + 1)
                .setAt(at)
                .build();
    }

    private static PaceQuestion ofMoreRecipients(PaceQuestion one, PaceQuestion other) {
        return one.getRecipients() >= other.getRecipients() ? one : other;
    }

    private void send(Iterable<PaceQuestion> questions) throws IOException, InterruptedException {
        List<Future<?>> sent = new ArrayList<>();
        try {
            for (PaceQuestion question : questions) {
                byte[] key = question.getQuestionId().getBytes(StandardCharsets.UTF_8);
                sent.add(producer.send(
                        new ProducerRecord<>(Topics.QUESTIONS.name(), key, RecordCodec.QUESTION.encode(question))));
            }
            for (Future<?> one : sent) {
                one.get(PATIENCE, TimeUnit.NANOSECONDS);
            }
        } catch (ExecutionException | TimeoutException | IllegalStateException | KafkaException e) {
            throw new IOException("PACE cannot be asked now", e);
        }
    }

    private Map<String, DeliveryPlace> await(Set<String> expected) throws InterruptedException {
        long end = time.monotonicNanos() + PATIENCE;
        synchronized (lock) {
            long left = PATIENCE;
            while (left > 0 && !places.keySet().containsAll(expected)) {
                TimeUnit.NANOSECONDS.timedWait(lock, left);
                left = end - time.monotonicNanos();
            }
            return Map.copyOf(places);
        }
    }

    /** On the tail's thread. */
    private void answer(String key, byte @Nullable [] value) {
        synchronized (lock) {
            if (value == null || !asked.contains(key)) {
                return;
            }
            PaceQuestion answer = RecordCodec.QUESTION.decode(value);
            if (answer.hasPlace()) {
                places.put(answer.getPlace().getDeliveryId(), answer.getPlace());
                lock.notifyAll();
            }
        }
    }

    @Override
    public void close() {
        if (tail != null) {
            tail.close();
        }
    }
}
