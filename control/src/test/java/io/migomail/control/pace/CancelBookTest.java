package io.migomail.control.pace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.CancelVerdict;
import io.migomail.core.Limits;
import io.migomail.core.record.CancelRecord;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CancelBookTest {
    private static final long NOW = 1_700_000_000_000L;
    private static final long EXPIRES = NOW + Duration.ofHours(3).toMillis();

    private final CancelBook book = new CancelBook();

    private static CancelRecord request(long at) {
        return CancelRecord.newBuilder()
                .setMessageId("m")
                .setEnvironment("live")
                .setRecipients(2)
                .setExpiresAt(EXPIRES)
                .setAt(at)
                .build();
    }

    private static CancelRecord verdict(String delivery, CancelVerdict verdict) {
        return CancelRecord.newBuilder()
                .setMessageId("m")
                .setDeliveryId(delivery)
                .setVerdict(verdict.word())
                .build();
    }

    @Test
    void onlyTheRecipientsOfARequestedMessageAreWanted() {
        assertNull(book.wanted("m.0"));
        book.apply(request(NOW), NOW);
        assertEquals("live", book.wanted("m.0"));
        assertEquals("live", book.wanted("m.1"));
        for (String other : List.of("m.2", "n.0", "m", "m.x", "m.-1", "")) {
            assertNull(book.wanted(other), other);
            assertFalse(book.undecided(other), other);
        }
    }

    @Test
    void whatIsCanceledStaysWantedAndWhatIsRefusedGoesItsWay() {
        book.apply(request(NOW), NOW);
        book.decided("m.0", CancelVerdict.CANCELED);
        book.apply(verdict("m.1", CancelVerdict.IN_FLIGHT), NOW);
        assertEquals("live", book.wanted("m.0"));
        assertNull(book.wanted("m.1"));
        assertFalse(book.undecided("m.0"));
        assertFalse(book.undecided("m.1"));
        assertEquals(Map.of("m.0", CancelVerdict.CANCELED, "m.1", CancelVerdict.IN_FLIGHT), book.verdicts("m"));
    }

    @Test
    void aSecondRequestAsksAnewForWhatWasInFlightAndForNothingElse() {
        book.apply(request(NOW), NOW);
        book.apply(verdict("m.0", CancelVerdict.CANCELED), NOW);
        book.apply(verdict("m.1", CancelVerdict.IN_FLIGHT), NOW);
        book.apply(request(NOW + 1), NOW + 1);
        assertEquals(Map.of("m.0", CancelVerdict.CANCELED), book.verdicts("m"));
        assertTrue(book.undecided("m.1"));
    }

    @Test
    void aLifeThatStartsForgetsWhatOnlyTheOneBeforeKnew() {
        book.apply(request(NOW), NOW);
        book.decided("m.0", CancelVerdict.SETTLED);
        book.decided("m.1", CancelVerdict.SETTLED);
        book.apply(verdict("m.1", CancelVerdict.SETTLED), NOW);
        book.startOver();
        assertEquals(Map.of("m.1", CancelVerdict.SETTLED), book.verdicts("m"));
        assertTrue(book.undecided("m.0"));
    }

    @Test
    void aVerdictThatSettlesHolds() {
        book.apply(request(NOW), NOW);
        book.apply(verdict("m.0", CancelVerdict.CANCELED), NOW);
        book.apply(verdict("m.0", CancelVerdict.SETTLED), NOW);
        book.apply(verdict("m.0", CancelVerdict.IN_FLIGHT), NOW);
        assertEquals(CancelVerdict.CANCELED, book.verdicts("m").get("m.0"));
    }

    @Test
    void aStartLooksIntoWhatIsUndecidedAndIntoWhatACrashMayHaveTaken() {
        CancelRecord request = request(NOW);
        book.apply(request, NOW);
        assertEquals(List.of(request), book.undone(NOW));
        book.apply(verdict("m.0", CancelVerdict.CANCELED), NOW);
        book.apply(verdict("m.1", CancelVerdict.SETTLED), NOW);
        assertEquals(List.of(request), book.undone(NOW + 1000));
        assertEquals(List.of(), book.undone(NOW + Limits.CANCEL_KEPT.toMillis()));
    }

    @Test
    void aRequestIsForgottenWhenNoDeliveryCanWaitAndNoReplayCanBringOneBack() {
        book.apply(request(NOW), NOW);
        long end = EXPIRES + Limits.CANCEL_KEPT.toMillis();
        book.apply(verdict("n.0", CancelVerdict.SETTLED), end - 1);
        assertEquals(1, book.size());
        book.apply(verdict("n.0", CancelVerdict.SETTLED), end + 60_000);
        assertEquals(0, book.size());
        book.apply(request(NOW), end);
        assertEquals(0, book.size());
    }
}
