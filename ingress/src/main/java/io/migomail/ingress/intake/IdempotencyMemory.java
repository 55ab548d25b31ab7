package io.migomail.ingress.intake;

import io.migomail.core.Bounded;
import io.migomail.core.Limits;
import io.migomail.core.TimeSource;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.ingress.problem.Problem;
import java.security.MessageDigest;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * What this node knows of idempotency keys: for a day, and for at most as many as its capacity. It answers repeats at
 * once and tells a key that came with another body; what it does not know, the derived message id and the delivery
 * job's claims settle. A send that failed is forgotten, so that its repeat is tried again. Thread-safe.
 */
final class IdempotencyMemory {
    private static final long LIFE_NANOS = Limits.IDEMPOTENCY_LIFE.toNanos();

    private record Known(byte[] digest, CompletableFuture<Accepted> answer, long sinceNanos) {}

    private final TimeSource time;
    private final Map<String, Known> known;

    IdempotencyMemory(TimeSource time, int capacity) {
        this.time = time;
        this.known = Bounded.youngest(capacity);
    }

    /**
     * The answer of the first send with this key, or that of {@code send} where this is the first.
     *
     * @param name the key's, by {@link io.migomail.core.IdempotencyScope}
     * @throws Problem {@code invalid_idempotent_request} where the first had another body
     */
    CompletionStage<Accepted> once(String name, byte[] digest, Supplier<CompletionStage<Accepted>> send) {
        CompletableFuture<Accepted> answer = new CompletableFuture<>();
        Known mine = new Known(digest, answer, time.monotonicNanos());
        Known first = claim(name, mine);
        if (first != mine) {
            if (!MessageDigest.isEqual(first.digest(), digest)) {
                throw Problem.of(
                        ErrorCode.INVALID_IDEMPOTENT_REQUEST,
                        "This Idempotency-Key was used with another body in the last 24 hours.");
            }
            return first.answer().thenApply(a -> new Accepted(a.messageId(), a.status(), a.createdAt(), true));
        }
        try {
            send.get().whenComplete((accepted, failure) -> {
                if (failure == null) {
                    answer.complete(accepted);
                } else {
                    forget(name, mine);
                    answer.completeExceptionally(failure);
                }
            });
        } catch (RuntimeException e) {
            forget(name, mine);
            answer.completeExceptionally(e);
            throw e;
        }
        return answer;
    }

    private synchronized Known claim(String name, Known mine) {
        Known held = known.get(name);
        if (held != null && time.monotonicNanos() - held.sinceNanos() < LIFE_NANOS) {
            return held;
        }
        known.remove(name);
        known.put(name, mine);
        return mine;
    }

    private synchronized void forget(String name, Known mine) {
        known.remove(name, mine);
    }
}
