package io.migomail.ingress.manage;

import io.migomail.analytics.ErasureTable.Listed;
import io.migomail.analytics.ErasureTable.Person;
import io.migomail.analytics.ErasureTable.Rows;
import io.migomail.analytics.ErasureTable.Traces;
import io.migomail.analytics.ErasureTable.Waiting;
import io.migomail.core.CancelVerdict;
import io.migomail.core.Limits;
import io.migomail.core.RecordCodec;
import io.migomail.core.SuppressionScope;
import io.migomail.core.Topics;
import io.migomail.core.record.CancelRecord;
import io.migomail.core.record.Suppression;
import io.migomail.ingress.fact.FactLog;
import io.migomail.ingress.pace.PaceLine;
import io.migomail.ingress.problem.Problem;
import io.migomail.ingress.story.MessageStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * Takes a person out of what is kept, where it can be done now: what waits for them, the suppression lists, the event
 * store (docs/adr/0037). Each step may be done again. Thread-safe; blocks while it asks.
 */
final class Eraser {
    /** Of a delivery that goes on because its message has other recipients. */
    static final String SHARED = "not_canceled";

    private static final String REQUESTED = "cancel_requested";

    private final FactLog facts;
    private final PaceLine pace;
    private final MessageStore store;

    Eraser(FactLog facts, PaceLine pace, MessageStore store) {
        this.facts = facts;
        this.pace = pace;
        this.store = store;
    }

    /** What became of each delivery that waited, and what was changed in the event store. */
    record Done(Map<Waiting, String> deliveries, List<Listed> listed, Rows rows) {}

    Traces traces(Person person) throws MessageStore.StoreAway {
        return store.traces(person, Limits.ERASURE_WAITING);
    }

    /**
     * @param lists whether the suppression lists are changed
     * @throws Problem where something could not be stored
     */
    Done erase(Person person, Traces traces, boolean lists, long now) throws MessageStore.StoreAway {
        if (lists) {
            unlist(person, traces.listed());
        }
        Map<Waiting, String> deliveries = cancel(person, traces.waiting(), now);
        return new Done(deliveries, traces.listed(), store.erase(person, lists));
    }

    /** First the removal, for those who know of the entry, then the end of both records, for the topic itself. */
    private void unlist(Person person, List<Listed> listed) {
        List<CompletionStage<Void>> removals = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        for (Listed entry : listed) {
            Suppression.Builder record = Suppression.newBuilder()
                    .setAccountId(person.accountId())
                    .setApplicationId(entry.applicationId())
                    .setEnvironment(entry.environment())
                    .setAddress(SuppressionScope.address(person.address()))
                    .setReason(entry.reason())
                    .setAt(person.before() - 1);
            keys.add(SuppressionScope.key(record.build()));
            Suppression removed = record.setRemoved(true).build();
            keys.add(SuppressionScope.key(removed));
            removals.add(facts.append(
                    Topics.SUPPRESSIONS, SuppressionScope.key(removed), RecordCodec.SUPPRESSION.encode(removed)));
        }
        await(removals);
        await(keys.stream()
                .map(key -> facts.append(Topics.SUPPRESSIONS, key, null))
                .toList());
    }

    private Map<Waiting, String> cancel(Person person, List<Waiting> waiting, long now) {
        Map<Waiting, CompletionStage<Map<String, CancelVerdict>>> asked = new LinkedHashMap<>();
        for (Waiting delivery : waiting) {
            if (delivery.recipientCount() == 1) {
                asked.put(delivery, pace.cancel(request(person, delivery, now)));
            }
        }
        await(asked.values());
        Map<Waiting, String> out = new LinkedHashMap<>();
        for (Waiting delivery : waiting) {
            CompletionStage<Map<String, CancelVerdict>> answer = asked.get(delivery);
            CancelVerdict said =
                    answer == null ? null : answer.toCompletableFuture().join().get(delivery.deliveryId());
            out.put(delivery, answer == null ? SHARED : said == null ? REQUESTED : said.word());
        }
        return out;
    }

    private static CancelRecord request(Person person, Waiting delivery, long now) {
        return CancelRecord.newBuilder()
                .setMessageId(delivery.messageId())
                .setAccountId(person.accountId())
                .setEnvironment(delivery.environment())
                .setRecipients(1)
                .setExpiresAt(lastsUntil(delivery, now))
                .setAt(now)
                .build();
    }

    /** When a delivery has ended at the latest. */
    static long lastsUntil(Waiting delivery, long now) {
        return Math.max(delivery.scheduledAt(), now) + Limits.EXPIRY_MAX.toMillis();
    }

    private static void await(Iterable<? extends CompletionStage<?>> steps) {
        try {
            for (CompletionStage<?> step : steps) {
                step.toCompletableFuture().join();
            }
        } catch (CompletionException e) {
            if (Problem.cause(e) instanceof Problem problem) {
                throw problem;
            }
            throw e;
        }
    }
}
