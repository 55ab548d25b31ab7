package io.migomail.analytics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.migomail.core.EventType;
import io.migomail.core.record.MailEvent;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class EventRedactionTest {
    /** What may be kept of somebody who is erased: it tells nothing that is of them and nobody else. */
    private static final Set<String> KEPT = Set.of(
            "event_id type at message_id account_id application_id environment stream message_class from_address",
            "template_alias template_version received_at scheduled_at recipient_count endpoint retention_days",
            "delivery_id attempt reached_received reached_queued reached_rendered reached_dispatched reached_accepted",
            "smtp_stage smtp_code smtp_enhanced smtp_egress_ip smtp_tls_version smtp_tls_cipher",
            "code pool_id size expires_at retry_at blame category machine parts");

    @Test
    void ofEveryColumnItIsSaidWhetherItMayTellOfAPerson() {
        Set<String> said = new TreeSet<>(EventRedaction.EXPRESSIONS.keySet());
        KEPT.forEach(line -> said.addAll(Set.of(line.split(" "))));
        assertEquals(new TreeSet<>(EventRows.COLUMNS), said);
    }

    @Test
    void groupsThatAreNamedForHostsMayBeAPersonsOwn() {
        MailEvent event = MailEvent.newBuilder()
                .setType(EventType.DELIVERED.word())
                .setProvider("mx:mail.priya.example")
                .build();
        assertEquals("", EventRedaction.of(event).getProvider());
        assertEquals(
                "google",
                EventRedaction.of(event.toBuilder().setProvider("google").build())
                        .getProvider());
    }

    @Test
    void partsThatAnEventDoesNotHaveDoNotComeIntoBeing() {
        MailEvent bare = EventRedaction.of(
                MailEvent.newBuilder().setRecipient("a@example.com").build());
        assertFalse(bare.hasHead() || bare.hasSmtp());
    }
}
