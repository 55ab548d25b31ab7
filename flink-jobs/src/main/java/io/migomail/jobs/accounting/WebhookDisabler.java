package io.migomail.jobs.accounting;

import io.migomail.control.ControlPlane;
import io.migomail.core.EventType;
import io.migomail.core.Ids;
import io.migomail.core.Limits;
import io.migomail.core.TimeSource;
import io.migomail.core.record.Change;
import io.migomail.core.record.MailEvent;
import io.migomail.core.record.MessageHead;
import io.migomail.core.record.Webhook;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Switches webhooks off whose endpoints fail, and tells of it: to the audit log with the same write, then by an event
 * (docs/adr/0039). The webhook itself remembers that this is still to be told, so that a process that ends between the two
 * leaves it to the next one; the event's id is the same whoever tells it. Used by one thread; blocks.
 */
final class WebhookDisabler {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookDisabler.class);

    /** Where public events go. */
    @FunctionalInterface
    interface Events {
        /** Returns whether it is durable. */
        boolean publish(MailEvent event) throws InterruptedException;
    }

    private final ControlPlane control;
    private final WebhookWrites writes;
    private final Events events;
    private final TimeSource time;

    WebhookDisabler(ControlPlane control, Events events, TimeSource time) {
        this.control = control;
        this.writes = new WebhookWrites(control);
        this.events = events;
        this.time = time;
    }

    /** @param reason a word that its owner reads */
    void disable(String webhookId, String reason) throws InterruptedException {
        Webhook webhook = control.view().webhook(webhookId);
        if (webhook == null) {
            return;
        }
        Change change = Change.newBuilder()
                .setAccountId(webhook.getAccountId())
                .setRequest(reason)
                .build();
        WebhookWrites.Result result =
                writes.write(webhookId, change, before -> before.getEnabled() ? off(before, reason) : null);
        LOG.info("webhook {} is disabled: {} ({})", webhookId, reason, result);
        tell();
    }

    private Webhook off(Webhook webhook, String reason) {
        return webhook.toBuilder()
                .setEnabled(false)
                .setDisabledReason(reason)
                .setDisabledAt(time.wallMillis())
                .clearReplay()
                .setUntold(true)
                .build();
    }

    /** Publishes what is still to be told. */
    void tell() throws InterruptedException {
        List<Webhook> untold =
                control.view().webhooks().stream().filter(Webhook::getUntold).toList();
        for (Webhook webhook : untold) {
            if (webhook.getEnabled() || events.publish(event(webhook))) {
                writes.write(
                        webhook.getId(),
                        null,
                        before -> before.getUntold() && before.getDisabledAt() == webhook.getDisabledAt()
                                ? before.toBuilder().clearUntold().build()
                                : null);
            }
        }
    }

    private MailEvent event(Webhook webhook) {
        String reason = webhook.getDisabledReason();
        return MailEvent.newBuilder()
                .setEventId(Ids.event(webhook.getId() + "@" + webhook.getDisabledAt(), 0, EventType.WEBHOOK_DISABLED))
                .setType(EventType.WEBHOOK_DISABLED.word())
                .setAt(webhook.getDisabledAt())
                .setHead(MessageHead.newBuilder()
                        .setMessageId(webhook.getId())
                        .setAccountId(webhook.getAccountId())
                        .setApplicationId(webhook.getApplicationId())
                        .setEnvironment(webhook.getEnvironment())
                        .setRetentionDays(
                                control.view().plan(webhook.getAccountId()).retentionDays())
                        .setControlOffset(control.seenOffset()))
                .setCode(reason)
                .setDetail(
                        reason.equals(WebhookRules.ANSWERED_GONE)
                                ? "The endpoint answered 410."
                                : "Every attempt failed for " + Limits.WEBHOOK_FAILING.toDays() + " days.")
                .build();
    }
}
