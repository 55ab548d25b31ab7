package io.migomail.jobs.accounting;

import io.migomail.control.ControlPlane;
import io.migomail.control.EntityKind;
import io.migomail.core.AccountingLimits;
import io.migomail.core.AlertKind;
import io.migomail.core.EventType;
import io.migomail.core.Ids;
import io.migomail.core.record.Alert;
import io.migomail.core.record.MailEvent;
import io.migomail.core.record.MessageHead;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the alerts of the control plane to what was found, and tells of each that opened or was resolved by an event. An alert itself
 * remembers what is still to be told of it, and the event's id is the same whoever tells it, as with webhooks that are disabled
 * (docs/adr/0039). Used by one thread; blocks.
 */
final class AlertBook {
    private static final Logger LOG = LoggerFactory.getLogger(AlertBook.class);
    private static final String LIVE = "live";

    private final ControlPlane control;
    private final AlertKind kind;
    private final WebhookDisabler.Events events;
    private volatile long open;

    /** @param kind of the alerts that are its own; it leaves all others alone, but for those that are over */
    AlertBook(ControlPlane control, AlertKind kind, WebhookDisabler.Events events) {
        this.control = control;
        this.kind = kind;
        this.events = events;
    }

    /** Opens, renews and resolves; what was not found is resolved. @param now milliseconds */
    void settle(List<AlertFinding> findings, long now) throws InterruptedException {
        Map<AlertTarget, AlertFinding> found = new HashMap<>();
        findings.forEach(finding -> found.put(finding.target(), finding));
        for (Alert alert : own()) {
            if (alert.getResolvedAt() == 0) {
                renew(alert, found.remove(AlertTarget.of(alert)), now);
            }
        }
        for (AlertFinding finding : found.values()) {
            boolean isThere = control.view().application(finding.target().application()) != null;
            if (finding.figures() != null && isThere) {
                put(opened(finding, now));
            }
        }
        open = own().stream().filter(alert -> alert.getResolvedAt() == 0).count();
        tell();
        sweep(now);
    }

    /** Alerts that were open when it last settled; for any thread. */
    long open() {
        return open;
    }

    private List<Alert> own() {
        return control.view().alerts().stream()
                .filter(alert -> alert.getKind().equals(kind.word()))
                .toList();
    }

    private static Alert opened(AlertFinding finding, long now) {
        AlertTarget target = finding.target();
        String subject = String.join(
                "\n",
                target.application(),
                target.messageClass(),
                finding.kind().word());
        Alert.Builder alert = Alert.newBuilder()
                .setId(Ids.alert(subject, now))
                .setAccountId(target.account())
                .setApplicationId(target.application())
                .setEnvironment(LIVE)
                .setKind(finding.kind().word())
                .setMessageClass(target.messageClass())
                .setOpenedAt(now)
                .setUpdatedAt(now)
                .setUntoldOpened(true);
        return finding.figures() == null
                ? alert.build()
                : alert.setFigures(finding.figures()).build();
    }

    private void renew(Alert alert, @Nullable AlertFinding finding, long now) throws InterruptedException {
        if (finding == null) {
            put(alert.toBuilder()
                    .setResolvedAt(now)
                    .setUpdatedAt(now)
                    .setUntoldResolved(true)
                    .build());
        } else if (finding.figures() != null
                && !finding.figures().equals(alert.getFigures())
                && now - alert.getUpdatedAt() >= AccountingLimits.ALERT_RENEWAL.toMillis()) {
            put(alert.toBuilder()
                    .setFigures(finding.figures())
                    .setUpdatedAt(now)
                    .build());
        }
    }

    private boolean put(Alert alert) throws InterruptedException {
        var result = control.put(alert, control.version(EntityKind.ALERT, alert.getId()));
        if (!result.won()) {
            LOG.warn("alert {} could not be written: {} {}", alert.getId(), result.status(), result.detail());
        }
        return result.won();
    }

    /** Publishes what is still to be told. */
    private void tell() throws InterruptedException {
        for (Alert alert : own()) {
            Alert told = alert;
            if (told.getUntoldOpened() && events.publish(event(told, EventType.ALERT_OPENED, told.getOpenedAt()))) {
                told = told.toBuilder().clearUntoldOpened().build();
            }
            if (!told.getUntoldOpened()
                    && told.getUntoldResolved()
                    && events.publish(event(told, EventType.ALERT_RESOLVED, told.getResolvedAt()))) {
                told = told.toBuilder().clearUntoldResolved().build();
            }
            if (!told.equals(alert)) {
                put(told);
            }
        }
    }

    private MailEvent event(Alert alert, EventType type, long at) {
        return MailEvent.newBuilder()
                .setEventId(Ids.event(alert.getId(), 0, type))
                .setType(type.word())
                .setAt(at)
                .setHead(MessageHead.newBuilder()
                        .setMessageId(alert.getId())
                        .setAccountId(alert.getAccountId())
                        .setApplicationId(alert.getApplicationId())
                        .setEnvironment(alert.getEnvironment())
                        .setMessageClass(alert.getMessageClass())
                        .setRetentionDays(
                                control.view().plan(alert.getAccountId()).retentionDays())
                        .setControlOffset(control.seenOffset()))
                .setCode(alert.getKind())
                .setDetail(AlertKind.sentence(alert))
                .build();
    }

    /** Takes away what was resolved long ago, and of each account what is beyond its newest. */
    private void sweep(long now) throws InterruptedException {
        Map<String, List<Alert>> resolved = new HashMap<>();
        for (Alert alert : control.view().alerts()) {
            if (alert.getResolvedAt() > 0 && !alert.getUntoldResolved()) {
                resolved.computeIfAbsent(alert.getAccountId(), account -> new ArrayList<>())
                        .add(alert);
            }
        }
        for (List<Alert> ofAccount : resolved.values()) {
            ofAccount.sort(Comparator.comparingLong(Alert::getOpenedAt).reversed());
            for (int i = 0; i < ofAccount.size(); i++) {
                Alert alert = ofAccount.get(i);
                if (i >= AccountingLimits.ALERTS
                        || alert.getResolvedAt() < now - AccountingLimits.ALERT_KEPT.toMillis()) {
                    control.delete(EntityKind.ALERT, alert.getId(), control.version(EntityKind.ALERT, alert.getId()));
                }
            }
        }
    }
}
