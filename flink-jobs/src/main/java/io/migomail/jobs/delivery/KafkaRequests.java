package io.migomail.jobs.delivery;

import io.migomail.control.pace.CancelBook;
import io.migomail.control.pace.TopicTail;
import io.migomail.core.CancelVerdict;
import io.migomail.core.Limits;
import io.migomail.core.RecordCodec;
import io.migomail.core.TimeSource;
import io.migomail.core.Topics;
import io.migomail.core.record.CancelRecord;
import io.migomail.core.record.PaceQuestion;
import io.migomail.mta.pace.Cancels;
import io.migomail.mta.pace.PaceRequest;
import io.migomail.mta.pace.PaceRequests;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What API nodes ask of PACE, read from {@code mail.cancels} and {@code pace.questions}: one reader per process and
 * broker address, started by its first task and closed behind its last. Thread-safe.
 */
final class KafkaRequests implements Cancels {
    private static final Map<String, KafkaRequests> RUNNING = new HashMap<>();

    private final CancelBook book = new CancelBook();
    private final List<Consumer<PaceRequest>> listeners = new CopyOnWriteArrayList<>();
    private final TimeSource time;
    private final TopicTail tail;
    private int users;

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
        synchronized (RUNNING) {
            KafkaRequests shared = RUNNING.get(bootstrap);
            if (shared == null) {
                shared = started(bootstrap);
                RUNNING.put(bootstrap, shared);
            }
            shared.users++;
            return shared.new User(bootstrap);
        }
    }

    private static KafkaRequests started(String bootstrap) throws InterruptedException {
        KafkaRequests fresh = new KafkaRequests(bootstrap, TimeSource.SYSTEM);
        boolean ready = false;
        try {
            ready = fresh.tail.awaitStart(Limits.CONTROL_READ_TIMEOUT);
        } finally {
            if (!ready) {
                fresh.tail.close();
            }
        }
        if (!ready) {
            throw new IllegalStateException(Topics.CANCELS.name() + " at " + bootstrap
                    + " could not be read to its end within " + Limits.CONTROL_READ_TIMEOUT);
        }
        return fresh;
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

    private static void release(String bootstrap) {
        synchronized (RUNNING) {
            KafkaRequests shared = RUNNING.get(bootstrap);
            if (shared != null && --shared.users == 0) {
                RUNNING.remove(bootstrap);
                shared.tail.close();
            }
        }
    }

    /** What one task holds. */
    private final class User implements PaceRequests {
        private final String bootstrap;
        private @Nullable Consumer<PaceRequest> own;
        private boolean closed;

        User(String bootstrap) {
            this.bootstrap = bootstrap;
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
            if (!closed) {
                closed = true;
                listeners.remove(own);
                release(bootstrap);
            }
        }
    }
}
