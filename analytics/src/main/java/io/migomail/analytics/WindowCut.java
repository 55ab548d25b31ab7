package io.migomail.analytics;

import io.migomail.core.record.MailEvent;
import io.migomail.core.record.MailWindow;

/**
 * Whose events are counted together. What an event does not know, as a queued one its provider and address, is the empty text.
 *
 * @param keepDays how long its rows are kept, a value of the event store's {@code keep_days}
 */
public record WindowCut(
        String account,
        String application,
        String environment,
        String messageClass,
        String provider,
        String endpoint,
        String egressIp,
        int keepDays) {
    static WindowCut of(MailEvent event) {
        var head = event.getHead();
        return new WindowCut(
                head.getAccountId(),
                head.getApplicationId(),
                head.getEnvironment(),
                head.getMessageClass(),
                event.getProvider(),
                head.getEndpoint(),
                event.getSmtp().getEgressIp(),
                keepDays(head.getRetentionDays()));
    }

    /** As column {@code keep_days} of table {@code events} has it. */
    private static int keepDays(int retentionDays) {
        if (retentionDays <= 0) {
            return 90;
        }
        return retentionDays <= 30 ? 30 : retentionDays <= 90 ? 90 : 365;
    }

    /** The window of this cut that begins at an instant, with nothing in it. */
    MailWindow empty(long minute) {
        return MailWindow.newBuilder()
                .setAccountId(account)
                .setApplicationId(application)
                .setEnvironment(environment)
                .setMessageClass(messageClass)
                .setProvider(provider)
                .setEndpoint(endpoint)
                .setEgressIp(egressIp)
                .setKeepDays(keepDays)
                .setMinute(minute)
                .build();
    }

    /** A text that no other cut has. */
    public String key() {
        return String.join(
                "\n",
                application,
                environment,
                messageClass,
                provider,
                endpoint,
                egressIp,
                Integer.toString(keepDays),
                account);
    }
}
