package io.migomail.jobs.delivery;

import io.migomail.control.pace.CancelBook;
import io.migomail.control.pace.SuppressionBook;
import io.migomail.control.pace.TopicTail;
import io.migomail.core.CancelVerdict;
import io.migomail.core.Cell;
import io.migomail.core.KafkaAddress;
import io.migomail.core.Limits;
import io.migomail.core.RecordCodec;
import io.migomail.core.SandboxResult;
import io.migomail.core.Shared;
import io.migomail.core.Shared.Lease;
import io.migomail.core.SipHash;
import io.migomail.core.SuppressionReason;
import io.migomail.core.TimeSource;
import io.migomail.core.Topics;
import io.migomail.core.record.CancelRecord;
import io.migomail.core.record.Delivery;
import io.migomail.core.record.MessageHead;
import io.migomail.core.record.PaceQuestion;
import io.migomail.mta.pace.Cancels;
import io.migomail.mta.pace.PaceRequest;
import io.migomail.mta.pace.PaceRequests;
import io.migomail.mta.pace.Suppressions;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What PACE is asked from outside, read from {@code mail.cancels}, {@code suppressions} and {@code pace.questions}: one
 * reader per process, broker address and cell, which outlives a restart of the job. Thread-safe.
 */
final class KafkaRequests implements Cancels {
    /** A life knows of the one before only what the topic tells: what that decided last may be lost. */
    private static final Shared<Key, KafkaRequests> RUNNING =
            new Shared<>(requests -> requests.tail.close(), requests -> requests.book.startOver());

    private record Key(KafkaAddress kafka, Cell cell) {}

    private final CancelBook book = new CancelBook();
    private final SuppressionBook suppressed;
    private final List<Consumer<PaceRequest>> listeners = new CopyOnWriteArrayList<>();
    private final TimeSource time;
    private final TopicTail tail;

    private KafkaRequests(KafkaAddress kafka, TimeSource time, RandomGenerator random) {
        this.time = time;
        suppressed = new SuppressionBook(new SipHash(random.nextLong(), random.nextLong()));
        tail = TopicTail.start(
                kafka,
                "pace-requests",
                List.of(
                        new TopicTail.Follow(Topics.CANCELS.name(), true, this::cancel),
                        new TopicTail.Follow(Topics.SUPPRESSIONS.name(), true, this::suppression),
                        new TopicTail.Follow(Topics.QUESTIONS.name(), false, this::question)));
    }

    /**
     * One user's view of the process's reader; returns when every cancel and suppression that was there at the call is
     * known.
     *
     * @throws IllegalStateException where that takes too long; what was read until then is kept for the next call
     */
    static PaceRequests open(KafkaAddress kafka, Cell cell) throws InterruptedException {
        Lease<KafkaRequests> lease = RUNNING.take(
                new Key(kafka, cell), () -> new KafkaRequests(kafka, TimeSource.SYSTEM, new SecureRandom()));
        boolean ready = false;
        try {
            ready = lease.value().tail.awaitNow(Limits.CONTROL_READ_TIMEOUT);
        } finally {
            if (!ready) {
                lease.close();
            }
        }
        if (!ready) {
            throw new IllegalStateException(Topics.CANCELS.name() + " and " + Topics.SUPPRESSIONS.name() + " at "
                    + kafka.bootstrap() + " could not be read to their ends within " + Limits.CONTROL_READ_TIMEOUT);
        }
        return lease.value().new User(lease);
    }

    private void cancel(String key, byte @Nullable [] value) {
        if (value == null) {
            return;
        }
        CancelRecord record = RecordCodec.CANCEL.decode(value);
        book.apply(record, time.wallMillis());
        if (record.getVerdict().isEmpty()) {
            tell(request(record));
        }
    }

    private void suppression(String key, byte @Nullable [] value) {
        if (value != null) {
            suppressed.apply(RecordCodec.SUPPRESSION.decode(value));
        }
    }

    /** As the list of the application says, or the sandbox's recipient by its name. */
    private String suppressed(Delivery delivery) {
        MessageHead head = delivery.getHead();
        SuppressionReason listed =
                suppressed.reason(head.getApplicationId(), head.getEnvironment(), delivery.getRecipient());
        boolean simulated = SandboxResult.of(head, delivery.getRecipient()) == SandboxResult.SUPPRESSED;
        SuppressionReason reason = listed == null && simulated ? SuppressionReason.MANUAL : listed;
        return reason == null ? "" : reason.word();
    }

    private static PaceRequest request(CancelRecord record) {
        return new PaceRequest(
                "", record.getMessageId(), record.getAccountId(), record.getEnvironment(), record.getRecipients());
    }

    private void question(String key, byte @Nullable [] value) {
        if (value == null) {
            return;
        }
        PaceQuestion question = RecordCodec.QUESTION.decode(value);
        if (!question.hasPlace()) {
            tell(new PaceRequest(
                    question.getQuestionId(),
                    question.getMessageId(),
                    question.getAccountId(),
                    question.getEnvironment(),
                    question.getRecipients()));
        }
    }

    private void tell(PaceRequest request) {
        listeners.forEach(listener -> listener.accept(request));
    }

    @Override
    public @Nullable String wanted(String deliveryId) {
        return book.wanted(deliveryId);
    }

    @Override
    public boolean undecided(String deliveryId) {
        return book.undecided(deliveryId);
    }

    @Override
    public void decided(String deliveryId, CancelVerdict verdict) {
        book.decided(deliveryId, verdict);
    }

    /** What one task holds. */
    private final class User implements PaceRequests {
        private final Lease<KafkaRequests> lease;
        private @Nullable Consumer<PaceRequest> own;

        User(Lease<KafkaRequests> lease) {
            this.lease = lease;
        }

        @Override
        public Cancels cancels() {
            return KafkaRequests.this;
        }

        @Override
        public Suppressions suppressions() {
            return KafkaRequests.this::suppressed;
        }

        @Override
        public void listen(Consumer<PaceRequest> listener) {
            own = listener;
            listeners.add(listener);
            book.undone(time.wallMillis()).forEach(record -> listener.accept(request(record)));
        }

        @Override
        public void close() {
            listeners.remove(own);
            lease.close();
        }
    }
}
