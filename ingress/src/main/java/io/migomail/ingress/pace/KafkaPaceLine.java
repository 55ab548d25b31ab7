package io.migomail.ingress.pace;

import io.migomail.control.pace.CancelBook;
import io.migomail.control.pace.TopicTail;
import io.migomail.control.pace.TopicTail.Follow;
import io.migomail.core.Bounded;
import io.migomail.core.CancelVerdict;
import io.migomail.core.KafkaAddress;
import io.migomail.core.Limits;
import io.migomail.core.PaceKey;
import io.migomail.core.RecordCodec;
import io.migomail.core.TimeSource;
import io.migomail.core.Topics;
import io.migomail.core.record.CancelRecord;
import io.migomail.core.record.DeliveryPlace;
import io.migomail.core.record.PaceQuestion;
import io.migomail.core.record.PaceStatus;
import io.migomail.ingress.fact.FactLog;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.ingress.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The line over the topics {@code mail.cancels}, {@code pace.questions} and {@code pace.status}: one
 * reader on a thread of its own, and a {@link FactLog} to write to.
 */
public final class KafkaPaceLine implements PaceLine, AutoCloseable {
    private final FactLog facts;
    private final TopicTail tail;
    private final CancelBook book = new CancelBook();
    private final Waiters<CancelWait> cancels = new Waiters<>();
    private final Waiters<PlaceWait> questions = new Waiters<>();
    private final Map<String, PaceStatus> statuses = Bounded.youngest(Limits.PACE_STATUS_KEYS);
    private final TimeSource time;

    /** @param facts where requests and questions are written; stays its opener's to close */
    public KafkaPaceLine(FactLog facts, KafkaAddress kafka, TimeSource time) {
        this.facts = facts;
        this.time = time;
        tail = TopicTail.start(
                kafka,
                "pace-line",
                List.of(
                        new Follow(Topics.CANCELS.name(), true, this::cancelRecord),
                        new Follow(Topics.QUESTIONS.name(), false, this::answer),
                        new Follow(Topics.STATUS.name(), true, this::status)));
    }

    @Override
    public CompletionStage<Map<String, CancelVerdict>> cancel(CancelRecord request) {
        if (book.size() >= Limits.CANCELS) {
            throw Problem.of(ErrorCode.BUSY, "Too many messages are being canceled; try again later.");
        }
        String id = request.getMessageId();
        CancelWait wait = new CancelWait(request);
        cancels.add(id, wait);
        send(Topics.CANCELS, id, RecordCodec.CANCEL.encode(request), wait.done);
        return wait.done
                .completeOnTimeout(true, Limits.CANCEL_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((done, failure) -> cancels.remove(id, wait))
                .thenApply(done -> book.verdicts(id));
    }

    @Override
    public CompletionStage<List<DeliveryPlace>> where(PaceQuestion question, int expected) {
        String id = question.getQuestionId();
        PlaceWait wait = new PlaceWait(expected);
        questions.add(id, wait);
        send(Topics.QUESTIONS, id, RecordCodec.QUESTION.encode(question), wait.done);
        return wait.done
                .completeOnTimeout(true, Limits.EXPLAIN_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .handle((done, failure) -> {
                    questions.remove(id, wait);
                    return wait.places();
                });
    }

    @Override
    public @Nullable PaceStatus status(String paceKey) {
        synchronized (statuses) {
            return statuses.get(paceKey);
        }
    }

    @Override
    public List<PaceStatus> statuses(String poolId) {
        synchronized (statuses) {
            return statuses.values().stream()
                    .filter(status -> PaceKey.of(status.getPaceKey()).poolId().equals(poolId))
                    .toList();
        }
    }

    private <T> void send(Topics.Topic topic, String key, byte[] value, CompletableFuture<T> done) {
        facts.append(topic, key, value).whenComplete((stored, failure) -> {
            if (failure != null) {
                done.completeExceptionally(failure);
            }
        });
    }

    private void cancelRecord(String key, byte @Nullable [] value) {
        if (value == null) {
            return;
        }
        CancelRecord record = RecordCodec.CANCEL.decode(value);
        book.apply(record, time.wallMillis());
        for (CancelWait wait : cancels.of(record.getMessageId())) {
            wait.read(record, book);
        }
    }

    private void answer(String key, byte @Nullable [] value) {
        List<PlaceWait> waits = questions.of(key);
        if (value != null && !waits.isEmpty()) {
            PaceQuestion answer = RecordCodec.QUESTION.decode(value);
            waits.forEach(wait -> wait.read(answer));
        }
    }

    private void status(String key, byte @Nullable [] value) {
        PaceStatus status = value == null ? null : RecordCodec.STATUS.decode(value);
        synchronized (statuses) {
            statuses.remove(key);
            if (status != null) {
                statuses.put(key, status);
            }
        }
    }

    @Override
    public void close() {
        tail.close();
    }
}
