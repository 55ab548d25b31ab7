package io.migomail.control.pace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.migomail.core.SipHash;
import io.migomail.core.SuppressionReason;
import io.migomail.core.SuppressionScope;
import io.migomail.core.record.Suppression;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SuppressionBookTest {
    private static final String PRIYA = "priya@example.com";

    private final SuppressionBook book = new SuppressionBook(new SipHash(1, 2));

    private void change(String reason, long at, boolean removed) {
        book.apply(Suppression.newBuilder()
                .setApplicationId("app_1")
                .setEnvironment("live")
                .setAddress(SuppressionScope.address(PRIYA))
                .setReason(reason)
                .setAt(at)
                .setRemoved(removed)
                .build());
    }

    private void add(long at) {
        change("hard_bounce", at, false);
    }

    private void remove(long at) {
        change("hard_bounce", at, true);
    }

    private SuppressionReason reason() {
        return book.reason("app_1", "live", PRIYA);
    }

    @ParameterizedTest
    @EnumSource(SuppressionReason.class)
    void theReasonIsTold(SuppressionReason reason) {
        change(reason.word(), 1_795_000_000_000L, false);
        assertEquals(reason, reason());
    }

    @Test
    void addressesAreThoseOfOnePersonInWhateverCaseTheyAreWritten() {
        add(1);
        assertEquals(SuppressionReason.HARD_BOUNCE, book.reason("app_1", "live", "PRIYA@Example.com"));
    }

    @Test
    void othersAreWrittenTo() {
        add(1);
        assertNull(book.reason("app_1", "live", "omar@example.com"));
        assertNull(book.reason("app_1", "sandbox", PRIYA));
        assertNull(book.reason("app_2", "live", PRIYA));
    }

    @Test
    void theLaterChangeHoldsInWhateverOrderTheyAreRead() {
        remove(2);
        add(1);
        assertNull(reason());
        add(3);
        remove(2);
        assertEquals(SuppressionReason.HARD_BOUNCE, reason());
        change("spam_complaint", 4, false);
        add(3);
        assertEquals(SuppressionReason.SPAM_COMPLAINT, reason());
    }

    @Test
    void ofTwoChangesAtOneInstantTheAdditionHoldsInWhateverOrderTheyAreRead() {
        remove(1);
        add(1);
        assertEquals(SuppressionReason.HARD_BOUNCE, reason());
        remove(1);
        assertEquals(SuppressionReason.HARD_BOUNCE, reason());
    }

    @Test
    void aRemovalOfWhatNobodyAddedIsRememberedToo() {
        remove(0);
        add(-1);
        assertNull(reason());
    }

    @Test
    void aReasonFromANewerBuildSuppresses() {
        change("gone_to_sea", 1, false);
        assertEquals(SuppressionReason.MANUAL, reason());
    }
}
