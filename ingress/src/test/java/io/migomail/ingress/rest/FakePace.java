package io.migomail.ingress.rest;

import io.migomail.core.CancelVerdict;
import io.migomail.core.record.CancelRecord;
import io.migomail.core.record.DeliveryPlace;
import io.migomail.core.record.PaceQuestion;
import io.migomail.core.record.PaceStatus;
import io.migomail.ingress.pace.PaceLine;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.ingress.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A PACE that says at once what it is told to say. */
final class FakePace implements PaceLine {
    final List<CancelRecord> requests = new CopyOnWriteArrayList<>();
    final List<PaceQuestion> questions = new CopyOnWriteArrayList<>();
    final Map<String, CancelVerdict> verdicts = new ConcurrentHashMap<>();
    final Map<String, DeliveryPlace> places = new ConcurrentHashMap<>();
    final Map<String, PaceStatus> statuses = new ConcurrentHashMap<>();
    volatile boolean away;
    /** What happens before it answers. */
    volatile Runnable before = () -> {};

    @Override
    public CompletionStage<Map<String, CancelVerdict>> cancel(CancelRecord request) {
        requests.add(request);
        before.run();
        return away
                ? CompletableFuture.failedFuture(Problem.of(ErrorCode.STORE_UNAVAILABLE, "away"))
                : CompletableFuture.completedFuture(new TreeMap<>(verdicts));
    }

    @Override
    public CompletionStage<List<DeliveryPlace>> where(PaceQuestion question, int expected) {
        questions.add(question);
        before.run();
        return CompletableFuture.completedFuture(List.copyOf(places.values()));
    }

    @Override
    public List<PaceStatus> statuses(String poolId) {
        return statuses.values().stream()
                .filter(status -> status.getPaceKey().endsWith("|" + poolId))
                .toList();
    }

    @Override
    public PaceStatus status(String paceKey) {
        return statuses.get(paceKey);
    }
}
