package io.migomail.ingress.rest;

import io.migomail.core.Limits;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.ingress.problem.Problem;
import io.migomail.ingress.story.MessageStore;
import io.migomail.ingress.story.StatsStore;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * Asks the event store for what takes it seconds: a few at a time, so that they are never in the way of what takes it
 * milliseconds. Thread-safe.
 */
final class Reports {
    private final StatsStore store;
    private final Semaphore room = new Semaphore(Limits.STATS_QUERIES);

    Reports(StatsStore store) {
        this.store = store;
    }

    /** A question to the store. */
    @FunctionalInterface
    interface Question<T> {
        List<T> ask(StatsStore store) throws MessageStore.StoreAway;
    }

    /**
     * The rows of the answer.
     *
     * @throws Problem {@code busy} where others are being answered, {@code store_unavailable}, {@code too_many} for more
     *     than {@link Limits#STATS_GROUPS} rows
     */
    <T> List<T> answer(Question<T> question) {
        if (!room.tryAcquire()) {
            throw Problem.of(
                    ErrorCode.BUSY, "This node works on " + Limits.STATS_QUERIES + " reports already; try again.");
        }
        try {
            List<T> rows = question.ask(store);
            if (rows.size() > Limits.STATS_GROUPS) {
                throw Problem.at(
                        "/group_by",
                        ErrorCode.TOO_MANY,
                        "The answer has more than " + Limits.STATS_GROUPS + " rows; group by less or cut less finely.");
            }
            return rows;
        } catch (MessageStore.StoreAway e) {
            throw MessageLookup.away("a report", e);
        } finally {
            room.release();
        }
    }
}
