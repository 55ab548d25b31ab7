package io.migomail.ingress.rest;

import io.migomail.core.Topics.Topic;
import io.migomail.ingress.fact.FactLog;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.ingress.problem.Problem;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** A fact log that remembers, or is away. */
final class FakeFacts implements FactLog {
    /** What was written where. */
    record Fact(Topic topic, String key, byte[] value) {}

    final List<Fact> written = new CopyOnWriteArrayList<>();
    volatile boolean away;

    @Override
    public CompletionStage<Void> append(Topic topic, String key, byte[] value) {
        if (away) {
            return CompletableFuture.failedFuture(Problem.of(ErrorCode.STORE_UNAVAILABLE, "away"));
        }
        written.add(new Fact(topic, key, value));
        return CompletableFuture.completedFuture(null);
    }
}
