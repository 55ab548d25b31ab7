package io.migomail.jobs.accounting;

import io.migomail.core.record.OverdueDelivery;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * A delivery of which nothing was heard in time, or of which that is over.
 *
 * @param since when it was its turn
 * @param deadline when it became overdue
 * @param over whether it is not any more
 */
public record Overdue(
        String account,
        String application,
        String messageClass,
        String delivery,
        long since,
        long deadline,
        long expiresAt,
        boolean over) {
    static final TypeInformation<Overdue> TYPE = TypeInformation.of(Overdue.class);

    static Overdue of(String delivery, OpenDelivery open, boolean over) {
        return new Overdue(
                open.account(),
                open.application(),
                open.messageClass(),
                delivery,
                open.dueAt(),
                open.deadline(),
                open.expiresAt(),
                over);
    }

    AlertTarget target() {
        return new AlertTarget(account, application, messageClass);
    }

    OverdueDelivery toRecord() {
        return OverdueDelivery.newBuilder()
                .setDeliveryId(delivery)
                .setSince(since)
                .setDeadline(deadline)
                .setExpiresAt(expiresAt)
                .build();
    }
}
