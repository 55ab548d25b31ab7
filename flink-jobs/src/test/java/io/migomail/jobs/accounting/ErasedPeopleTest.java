package io.migomail.jobs.accounting;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.migomail.analytics.EventRedaction;
import io.migomail.control.ControlPlane;
import io.migomail.control.Erasures;
import io.migomail.control.MasterKey;
import io.migomail.core.Erased;
import io.migomail.core.EventType;
import io.migomail.core.RecordCodec;
import io.migomail.core.record.Erasure;
import io.migomail.core.record.MailEvent;
import io.migomail.core.record.MessageHead;
import io.migomail.core.record.Suppression;
import io.migomail.testkit.FakeTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ErasedPeopleTest {
    private static final MasterKey MASTER = new MasterKey(new byte[32]);
    private static final long ERASED_AT = 1_000;

    private ControlPlane control;
    private ErasedPeople people;

    @BeforeEach
    void open() throws InterruptedException {
        control = ControlPlane.inMemory(new FakeTime());
        people = new ErasedPeople(control, MASTER);
    }

    @AfterEach
    void close() {
        people.close();
    }

    private void erase(boolean suppressionsKept) throws InterruptedException {
        String id = new Erasures(control.view(), MASTER).id("acc_1", "Priya@example.com");
        control.put(
                Erasure.newBuilder()
                        .setId(id)
                        .setAccountId("acc_1")
                        .setErasedAt(ERASED_AT)
                        .setSuppressionsKept(suppressionsKept)
                        .build(),
                0);
    }

    private static MailEvent event(String account, String recipient, long receivedAt) {
        return MailEvent.newBuilder()
                .setType(EventType.SPAM_COMPLAINT.word())
                .setHead(MessageHead.newBuilder()
                        .setAccountId(account)
                        .setReceivedAt(receivedAt)
                        .setSubject("Hi Priya"))
                .setAt(9_000)
                .setRecipient(recipient)
                .build();
    }

    private static Suppression listed(String account, long at) {
        return Suppression.newBuilder()
                .setAccountId(account)
                .setAddress("priya@example.com")
                .setAt(at)
                .build();
    }

    @Test
    void whatHappensLateToAMessageOfBeforeDoesNotNameThePerson() throws Exception {
        erase(false);
        MailEvent late = event("acc_1", "PRIYA@example.com", ERASED_AT - 1);
        assertEquals(EventRedaction.of(late), people.without(late));
        byte[] told = people.withoutEncoded(RecordCodec.EVENT.encode(late));
        assertEquals(Erased.ADDRESS, RecordCodec.EVENT.decode(told).getRecipient());
        assertNull(SuppressionsOf.of(RecordCodec.EVENT.decode(told)), "nor does it bring a suppression about");
    }

    @Test
    void messagesOfAfterwardsOtherPeopleAndOtherAccountsAreToldAsTheyAre() throws Exception {
        erase(false);
        for (MailEvent other : new MailEvent[] {
            event("acc_1", "priya@example.com", ERASED_AT),
            event("acc_1", "omar@example.com", 1),
            event("acc_2", "priya@example.com", 1)
        }) {
            assertSame(other, people.without(other));
            byte[] encoded = RecordCodec.EVENT.encode(other);
            assertSame(encoded, people.withoutEncoded(encoded));
        }
    }

    @Test
    void recordsThatCannotBeReadAreLeftToWhomTheyGo() throws Exception {
        byte[] damaged = {1, 2, 3};
        assertArrayEquals(new byte[] {1, 2, 3}, people.withoutEncoded(damaged));
        erase(false);
        assertArrayEquals(new byte[] {1, 2, 3}, people.withoutEncoded(damaged));
    }

    @Test
    void entriesOfSuppressionListsGoUnlessTheyAreToBeKept() throws Exception {
        assertEquals(listed("acc_1", 1), people.without(listed("acc_1", 1)));
        erase(false);
        assertNull(people.without(listed("acc_1", ERASED_AT - 1)));
        assertEquals(listed("acc_1", ERASED_AT), people.without(listed("acc_1", ERASED_AT)));
        assertEquals(listed("acc_2", 1), people.without(listed("acc_2", 1)));
    }

    @Test
    void keptEntriesStay() throws Exception {
        erase(true);
        assertEquals(listed("acc_1", 1), people.without(listed("acc_1", 1)));
        MailEvent late = event("acc_1", "priya@example.com", 1);
        assertEquals(EventRedaction.of(late), people.without(late));
    }
}
