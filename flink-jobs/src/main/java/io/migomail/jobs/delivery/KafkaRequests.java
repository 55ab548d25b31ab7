package io.migomail.jobs.delivery;

import io.migomail.control.pace.CancelBook;
import io.migomail.control.pace.TopicTail;
import io.migomail.core.CancelVerdict;
import io.migomail.core.Limits;
import io.migomail.core.RecordCodec;
import io.migomail.core.Shared;
import io.migomail.core.Shared.Lease;
import io.migomail.core.TimeSource;
import io.migomail.core.Topics;
import io.migomail.core.record.CancelRecord;
import io.migomail.core.record.PaceQuestion;
import io.migomail.mta.pace.Cancels;
import io.migomail.mta.pace.PaceRequest;
import io.migomail.mta.pace.PaceRequests;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What API nodes ask of PACE, read from {@code mail.cancels} and {@code pace.questions}: one reader per process and
 * broker address, which outlives a restart of the job. Thread-safe.
 */
final class KafkaRequests implements Cancels {
    /** A life knows of the one before only what the topic tells: what that decided last may be lost. */
    private static final Shared<String, KafkaRequests> RUNNING =
            new Shared<>(requests -> requests.tail.close(), requests -> requests.book.startOver());

    private final CancelBook book = new CancelBook();
    private final List<Consumer<PaceRequest>> listeners = new CopyOnWriteArrayList<>();
    private final TimeSource time;
    private final TopicTail tail;

    private KafkaRequests(String bootstrap, TimeSource time) {
        this.time = time;
        tail = TopicTail.start(
                bootstrap,
                "pace-requests",
                List.of(
                        new TopicTail.Follow(Topics.CANCELS.name(), true, this::cancel),
                        new TopicTail.Follow(Topics.QUESTIONS.name(), false, this::question)));
    }

    /** One user's view of the process's reader; returns when every cancel that was requested by now is known. */
    static PaceRequests open(String bootstrap) throws InterruptedException {
        Lease<KafkaRequests> lease = RUNNING.take(bootstrap, () -> new KafkaRequests(bootstrap, TimeSource.SYSTEM));
        boolean ready = false;
        try {
            ready = lease.value().tail.awaitNow(Limits.CONTROL_READ_TIMEOUT);
        } finally {
            if (!ready) {
                lease.close();
            }
        }
        if (!ready) {
            throw new IllegalStateException(Topics.CANCELS.name() + " at " + bootstrap
                    + " could not be read to its end within " + Limits.CONTROL_READ_TIMEOUT);
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
