package io.migomail.jobs.accounting;

import io.migomail.analytics.DeliveryLookup;
import io.migomail.core.BounceType;
import io.migomail.core.Erased;
import io.migomail.core.EventType;
import io.migomail.core.Ids;
import io.migomail.core.RecordCodec;
import io.migomail.core.ReportKind;
import io.migomail.core.record.MailEvent;
import io.migomail.core.record.MailReport;
import io.migomail.core.record.SmtpResult;
import io.migomail.mta.policy.Category;
import io.migomail.mta.policy.ReportedRefusal;
import org.jspecify.annotations.Nullable;

/**
 * A bounce or a complaint that came by mail. A delivery has one event of each type of bounce and one complaint, however often
 * they are told; of somebody who was erased nothing is told any more.
 */
record ReportEvent(MailReport report, ReportKind what) implements DeliveryFact {
    /** As {@link DeliveryFact.Reader} says. */
    static ReportEvent read(byte[] record) {
        MailReport report = RecordCodec.REPORT.decode(record);
        return new ReportEvent(report, ReportKind.of(report.getKind()));
    }

    @Override
    public String deliveryId() {
        return report.getDeliveryId();
    }

    @Override
    public String kind() {
        return what.word();
    }

    @Override
    public @Nullable MailEvent event(DeliveryLookup.Known known) {
        MailEvent delivery = known.event();
        MailEvent event = what == ReportKind.BOUNCE ? bounce(delivery) : complaint(delivery);
        boolean told = known.told().contains(event.getEventId());
        return told || delivery.getRecipient().equals(Erased.ADDRESS) ? null : event;
    }

    private MailEvent bounce(MailEvent delivery) {
        Category category = ReportedRefusal.category(report.getEnhanced(), report.getCode(), report.getDiagnostic());
        return base(
                        delivery,
                        EventType.LATE_BOUNCE,
                        BounceType.of(report.getEnhanced(), report.getCode()).word())
                .setCategory(category.word())
                .setBlame(category.blame().word())
                .setSmtp(SmtpResult.newBuilder()
                        .setCode(report.getCode())
                        .setEnhanced(report.getEnhanced())
                        .setResponse(report.getDiagnostic())
                        .setMx(report.getMx()))
                .build();
    }

    private MailEvent complaint(MailEvent delivery) {
        return base(delivery, EventType.SPAM_COMPLAINT, what.word())
                .setCode(report.getDiagnostic())
                .build();
    }

    private MailEvent.Builder base(MailEvent delivery, EventType type, String word) {
        return MailEvent.newBuilder()
                .setEventId(Ids.event(deliveryId(), word, type))
                .setType(type.word())
                .setAt(report.getAt())
                .setHead(delivery.getHead())
                .setRecipient(delivery.getRecipient())
                .setDeliveryId(delivery.getDeliveryId())
                .setAttempt(delivery.getAttempt())
                .setProvider(delivery.getProvider())
                .setPoolId(delivery.getPoolId());
    }
}
