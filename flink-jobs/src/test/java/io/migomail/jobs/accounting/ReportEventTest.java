package io.migomail.jobs.accounting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.migomail.analytics.DeliveryLookup;
import io.migomail.core.Erased;
import io.migomail.core.RecordCodec;
import io.migomail.core.RecordFormatException;
import io.migomail.core.record.MailEvent;
import io.migomail.core.record.MailReport;
import io.migomail.core.record.MessageHead;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReportEventTest {
    private static final MailEvent DELIVERED = MailEvent.newBuilder()
            .setEventId("evt_delivered")
            .setType("delivered")
            .setAt(1_000)
            .setHead(MessageHead.newBuilder().setMessageId("msg_1").setEnvironment("live"))
            .setRecipient("Priya@example.org")
            .setDeliveryId("msg_1.0")
            .setAttempt(2)
            .build();
    private static final DeliveryLookup.Known KNOWN = new DeliveryLookup.Known(DELIVERED);

    private static MailReport.Builder bounce(String enhanced, String diagnostic) {
        return MailReport.newBuilder()
                .setDeliveryId("msg_1.0")
                .setKind("bounce")
                .setAt(90_000)
                .setEnhanced(enhanced)
                .setDiagnostic(diagnostic)
                .setMx("inner.example.org");
    }

    private static MailReport.Builder complaint() {
        return MailReport.newBuilder()
                .setDeliveryId("msg_1.0")
                .setKind("complaint")
                .setAt(91_000)
                .setDiagnostic("abuse");
    }

    private static MailEvent event(MailReport.Builder report, DeliveryLookup.Known known) {
        return ReportEvent.read(RecordCodec.REPORT.encode(report.build())).event(known);
    }

    private static String suppression(MailReport.Builder report) {
        var found = SuppressionsOf.of(event(report, KNOWN));
        return found == null ? "" : found.getReason();
    }

    @Test
    void aBounceTellsWhyAndOfWhichDelivery() {
        MailEvent event = event(bounce("5.1.1", "550 5.1.1 User unknown").setCode(550), KNOWN);
        assertEquals("late_bounce", event.getType());
        assertEquals(90_000, event.getAt());
        assertEquals(DELIVERED.getHead(), event.getHead());
        assertEquals("Priya@example.org", event.getRecipient());
        assertEquals("invalid_recipient", event.getCategory());
        assertEquals("recipient", event.getBlame());
        assertEquals("550 5.1.1 User unknown", event.getSmtp().getResponse());
        assertEquals("inner.example.org", event.getSmtp().getMx());
    }

    @Test
    void whatIsToldTwiceIsOneEvent() {
        MailEvent first = event(bounce("5.1.1", "User unknown"), KNOWN);
        MailEvent again = event(bounce("5.2.1", "Mailbox disabled").setAt(95_000), KNOWN);
        assertEquals(first.getEventId(), again.getEventId());
        assertNotEquals(
                first.getEventId(), event(bounce("4.4.7", "expired"), KNOWN).getEventId());
        assertNotEquals(first.getEventId(), event(complaint(), KNOWN).getEventId());
        DeliveryLookup.Known told = new DeliveryLookup.Known(DELIVERED, Set.of(first.getEventId()));
        assertNull(event(bounce("5.1.1", "User unknown").setAt(99_000_000), told));
        assertNotNull(event(complaint(), told));
    }

    @Test
    void onlyAnAddressThatIsDeadForGoodIsSuppressed() {
        assertEquals("hard_bounce", suppression(bounce("5.1.1", "User unknown")));
        assertEquals(
                "hard_bounce", suppression(bounce("", "550 no such user here").setCode(550)));
        assertEquals("", suppression(bounce("4.1.1", "User unknown")));
        assertEquals("", suppression(bounce("5.2.2", "Mailbox full")));
        assertEquals("", suppression(bounce("5.7.1", "Message looks like spam")));
        assertEquals("", suppression(bounce("", "")));
    }

    @Test
    void aComplaintSuppressesWhoeverMadeIt() {
        MailEvent event = event(complaint(), KNOWN);
        assertEquals("spam_complaint", event.getType());
        assertEquals("abuse", event.getCode());
        assertEquals("spam_complaint", suppression(complaint()));
    }

    @Test
    void ofSomebodyWhoWasErasedNothingIsTold() {
        DeliveryLookup.Known erased = new DeliveryLookup.Known(
                DELIVERED.toBuilder().setRecipient(Erased.ADDRESS).build());
        assertNull(event(complaint(), erased));
        assertNull(event(bounce("5.1.1", "User unknown"), erased));
    }

    @Test
    void whatIsNoReportIsRefused() {
        assertThrows(RecordFormatException.class, () -> ReportEvent.read(new byte[] {1, 2, 3}));
        assertThrows(
                IllegalArgumentException.class,
                () -> ReportEvent.read(
                        RecordCodec.REPORT.encode(complaint().setKind("praise").build())));
    }
}
