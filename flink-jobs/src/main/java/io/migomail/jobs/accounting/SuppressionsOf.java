package io.migomail.jobs.accounting;

import io.migomail.core.BounceType;
import io.migomail.core.Environment;
import io.migomail.core.Erased;
import io.migomail.core.EventType;
import io.migomail.core.RecordCodec;
import io.migomail.core.RecordFormatException;
import io.migomail.core.SuppressionReason;
import io.migomail.core.SuppressionScope;
import io.migomail.core.record.MailEvent;
import io.migomail.core.record.Suppression;
import io.migomail.jobs.Keyed;
import io.migomail.mta.policy.Category;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * The suppressions that events bring about: of addresses that are dead, of people who complained or unsubscribed. A
 * function of the event alone; a bounce that is not the address's fault suppresses nobody, nor does what is simulated in
 * the sandbox, so that a test gives the same result each time; nor what comes late of somebody who was erased.
 */
final class SuppressionsOf implements FlatMapFunction<Keyed, Keyed> {
    private static final long serialVersionUID = 1L;

    @Override
    public void flatMap(Keyed event, Collector<Keyed> out) throws RecordFormatException {
        Suppression suppression = of(RecordCodec.EVENT.decode(event.value()));
        if (suppression != null) {
            out.collect(new Keyed(SuppressionScope.key(suppression), RecordCodec.SUPPRESSION.encode(suppression)));
        }
    }

    static @Nullable Suppression of(MailEvent event) {
        boolean simulated = event.getHead().getEnvironment().equals(Environment.SANDBOX.word());
        boolean erased = event.getRecipient().equals(Erased.ADDRESS);
        SuppressionReason reason = reason(event);
        return reason == null || simulated || erased
                ? null
                : Suppression.newBuilder()
                        .setAccountId(event.getHead().getAccountId())
                        .setApplicationId(event.getHead().getApplicationId())
                        .setEnvironment(event.getHead().getEnvironment())
                        .setAddress(SuppressionScope.address(event.getRecipient()))
                        .setReason(reason.word())
                        .setAt(event.getAt())
                        .setOrigin(event.getHead().getMessageId())
                        .build();
    }

    private static @Nullable SuppressionReason reason(MailEvent event) {
        return switch (EventType.of(event.getType())) {
            case HARD_BOUNCE -> dead(event.getCategory()) ? SuppressionReason.HARD_BOUNCE : null;
            case LATE_BOUNCE -> deadLate(event) ? SuppressionReason.HARD_BOUNCE : null;
            case SPAM_COMPLAINT -> SuppressionReason.SPAM_COMPLAINT;
            case UNSUBSCRIBE -> SuppressionReason.UNSUBSCRIBE;
            default -> null;
        };
    }

    /** A mail system that gave up for a time says nothing of the next mail. */
    private static boolean deadLate(MailEvent event) {
        boolean permanent =
                BounceType.of(event.getSmtp().getEnhanced(), event.getSmtp().getCode()) == BounceType.HARD;
        return permanent && dead(event.getCategory());
    }

    private static boolean dead(String category) {
        for (Category each : Category.values()) {
            if (each.word().equals(category)) {
                return each.addressIsDead();
            }
        }
        return false;
    }
}
