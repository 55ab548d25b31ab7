package io.migomail.ingress.intake;

import io.migomail.core.Limits;
import io.migomail.core.body.Bodies;
import io.migomail.core.body.BodyException;
import io.migomail.core.body.BodyStore;
import io.migomail.core.record.AcceptedMessage;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.ingress.problem.Problem;
import io.migomail.telemetry.LogFields;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps contents over {@link Limits#INLINE_BYTES} in the body store, before their messages go to the log: on a few threads
 * of its own, for callers may be event loops. Without a store every content stays in its record. Thread-safe.
 */
final class LargeContent {
    private static final Logger LOG = LoggerFactory.getLogger(LargeContent.class);
    private static final int THREADS = 4;
    private static final int WAITING = 64;
    private static final long IDLE_SECONDS = 30;

    private final BodyStore store;
    private final Executor threads;

    LargeContent(BodyStore store) {
        this.store = store;
        AtomicInteger number = new AtomicInteger();
        ThreadFactory daemons = work -> {
            Thread thread = new Thread(work, "body-store-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), daemons);
        pool.allowCoreThreadTimeOut(true);
        this.threads = pool;
    }

    /** Whether the message must be kept first. */
    boolean needed(AcceptedMessage message) {
        return store.keeps() && Bodies.large(message);
    }

    /**
     * Completes with the message that refers to its content, once that is durable; exceptionally with a {@link Problem}
     * where it is not, or not within {@link Limits#BODY_PUT_TIMEOUT}.
     */
    CompletableFuture<AcceptedMessage> keep(AcceptedMessage message) {
        CompletableFuture<AcceptedMessage> kept = new CompletableFuture<>();
        try {
            threads.execute(() -> keep(message, kept));
        } catch (RejectedExecutionException e) {
            kept.completeExceptionally(Problem.of(ErrorCode.BUSY, "Too many large messages at once. Send it again."));
        }
        // Whoever comes second finds the future complete: a late body stays unused, and the sweep takes it.
        return kept.orTimeout(Limits.BODY_PUT_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void keep(AcceptedMessage message, CompletableFuture<AcceptedMessage> kept) {
        if (kept.isDone()) {
            return; // it waited too long for a thread, and its sender was told
        }
        try {
            kept.complete(Bodies.keep(message, store));
        } catch (BodyException e) {
            try (LogFields fields = LogFields.of(message.getHead())) {
                LOG.warn(
                        "the content of {} could not be kept: {}",
                        message.getHead().getMessageId(),
                        e.getMessage());
            }
            kept.completeExceptionally(problem(e));
        } catch (RuntimeException e) {
            try (LogFields fields = LogFields.of(message.getHead())) {
                LOG.error(
                        "the content of {} could not be kept", message.getHead().getMessageId(), e);
            }
            kept.completeExceptionally(e);
        }
    }

    private static Problem problem(BodyException failure) {
        return failure.kind() == BodyException.Kind.FULL
                ? Problem.of(ErrorCode.BUSY, "The storage for large messages is full. Send it again later.")
                : Problem.of(ErrorCode.STORE_UNAVAILABLE, Intake.NOT_DURABLE);
    }
}
