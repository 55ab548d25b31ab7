package io.migomail.ingress.track;

import io.migomail.core.Environment;
import io.migomail.core.Ids;
import io.migomail.core.RecordCodec;
import io.migomail.core.Subscriber;
import io.migomail.core.SuppressionReason;
import io.migomail.core.SuppressionScope;
import io.migomail.core.Topics;
import io.migomail.core.TrackingLink;
import io.migomail.core.record.Suppression;
import io.migomail.ingress.fact.FactLog;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Suppresses whom a link names, however long the event store has forgotten its mail (docs/adr/0043). The accounting job
 * makes the same suppression of the event, where there is one. Thread-safe.
 */
public final class Unsubscriptions {
    private final FactLog facts;

    public Unsubscriptions(FactLog facts) {
        this.facts = facts;
    }

    /**
     * Completes once it is durable that the subscriber unsubscribed at that instant, milliseconds, or with the problem
     * {@code store_unavailable}. Of a link that names nobody nothing is written, nor in the sandbox, as no event of it
     * suppresses anybody there.
     */
    CompletionStage<Void> add(TrackingLink link, long at) {
        Subscriber who = link.subscriber();
        if (who == null || who.environment() == Environment.SANDBOX) {
            return CompletableFuture.completedFuture(null);
        }
        Suppression suppression = Suppression.newBuilder()
                .setAccountId(who.accountId())
                .setApplicationId(who.applicationId())
                .setEnvironment(who.environment().word())
                .setAddress(SuppressionScope.address(who.address()))
                .setReason(SuppressionReason.UNSUBSCRIBE.word())
                .setAt(at)
                .setOrigin(Ids.messageOf(link.deliveryId()))
                .build();
        return facts.append(
                Topics.SUPPRESSIONS, SuppressionScope.key(suppression), RecordCodec.SUPPRESSION.encode(suppression));
    }
}
