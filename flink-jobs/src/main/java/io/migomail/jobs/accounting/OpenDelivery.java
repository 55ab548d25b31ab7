package io.migomail.jobs.accounting;

import io.migomail.core.AccountingLimits;
import io.migomail.core.MessageClass;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * What is remembered of a delivery until it ends, and a little longer, as a repeated event must not open it again.
 *
 * @param dueAt when it is its turn
 * @param timerAt the timer that is set; there is exactly one
 * @param endedAt 0 = it is open; nothing else is known of one that ended before it was opened
 * @param told whether it is among those that are overdue
 */
public record OpenDelivery(
        String account,
        String application,
        String messageClass,
        long dueAt,
        long expiresAt,
        long timerAt,
        long endedAt,
        boolean told) {
    static final TypeInformation<OpenDelivery> TYPE = TypeInformation.of(OpenDelivery.class);

    static OpenDelivery of(StuckStep step) {
        return new OpenDelivery(
                step.account(), step.application(), step.messageClass(), step.dueAt(), step.expiresAt(), 0, 0, false);
    }

    static OpenDelivery ended(long now) {
        return new OpenDelivery("", "", "", 0, 0, 0, now, false);
    }

    /** From when on it is overdue. */
    long deadline() {
        long silent =
                dueAt + AccountingLimits.silence(MessageClass.of(messageClass)).toMillis();
        return Math.min(silent, expiresAt + AccountingLimits.STUCK_EXPIRED.toMillis());
    }

    /** When it is given up though it never ended; of one that has ended, when no event of it is repeated any more. */
    long forgottenAt() {
        return endedAt > 0
                ? endedAt + AccountingLimits.STUCK_REPEATED.toMillis()
                : Math.max(dueAt, expiresAt) + AccountingLimits.STUCK_KEPT.toMillis();
    }

    OpenDelivery heard(StuckStep step) {
        return new OpenDelivery(
                account,
                application,
                messageClass,
                Math.max(dueAt, step.dueAt()),
                Math.max(expiresAt, step.expiresAt()),
                timerAt,
                endedAt,
                told);
    }

    OpenDelivery withTimer(long at) {
        return new OpenDelivery(account, application, messageClass, dueAt, expiresAt, at, endedAt, told);
    }

    OpenDelivery told(boolean now) {
        return new OpenDelivery(account, application, messageClass, dueAt, expiresAt, timerAt, endedAt, now);
    }
}
