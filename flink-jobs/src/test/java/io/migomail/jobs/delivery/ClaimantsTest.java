package io.migomail.jobs.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.migomail.core.Limits;
import io.migomail.core.record.KeyedMessages;
import io.migomail.jobs.delivery.Claimants.Fate;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Who gets an idempotency key. Letters are ids: a and b of one body on two days, c of another body. */
class ClaimantsTest {
    private static final Duration LIFE = Limits.IDEMPOTENCY_LIFE;
    private static final Duration MOMENT = Duration.ofMillis(1);

    private final Claimants key = new Claimants(KeyedMessages.getDefaultInstance());

    private boolean admit(String id, String body, Duration after) {
        return key.admit(id, ByteString.copyFromUtf8(body).toByteArray(), Claims.START + after.toMillis());
    }

    private Fate settle(String id, int number) {
        return key.settle(Claims.delivery(id, number, Duration.ZERO));
    }

    private Fate unrendered(String id, int number) {
        return key.settle(Claims.ended(Claim.Kind.UNRENDERED, id, number, Duration.ZERO));
    }

    private void held() {
        assertTrue(admit("a", "one", Duration.ZERO));
        assertEquals(Fate.PASSES, settle("a", 0));
    }

    @Test
    void everyDeliveryOfTheFirstMessagePassesOnceInAnyOrder() {
        assertTrue(admit("a", "one", Duration.ZERO));
        int last = Limits.RECIPIENTS - 1;
        for (int number : new int[] {last, 0, 31, 32}) {
            assertEquals(Fate.PASSES, settle("a", number));
            assertEquals(Fate.DROPPED, settle("a", number));
        }
        assertEquals(Fate.PASSES, settle("a", 1));
    }

    @Test
    void aDeliveryWaitsForItsMessage() {
        assertEquals(Fate.WAITS, settle("a", 0));
        assertTrue(admit("a", "one", Duration.ZERO));
        assertEquals(Fate.PASSES, settle("a", 0));
    }

    @Test
    void repeatsAreTheSameMessageHoweverLateTheyAre() {
        held();
        assertFalse(admit("a", "one", Duration.ZERO));
        assertFalse(admit("a", "one", LIFE.minus(MOMENT)));
        assertFalse(admit("a", "one", LIFE.plusHours(20)));
        assertEquals(Fate.DROPPED, settle("a", 0));
    }

    @Test
    void theSameRequestOfTheNextDayIsAnAliasWhileTheKeyLives() {
        held();
        assertTrue(admit("b", "one", LIFE.minus(MOMENT)));
        assertEquals(Fate.ALIAS, settle("b", 0));
        assertEquals("a", key.holderOf(Claims.delivery("b", 0, Duration.ZERO)));
        assertEquals(Fate.DROPPED, settle("b", 0));
        assertTrue(admit("c", "two", LIFE));
        assertEquals(Fate.PASSES, settle("c", 0), "an alias does not prolong the life of a key");
    }

    @Test
    void anotherRequestIsAConflictWhileTheKeyLives() {
        held();
        assertTrue(admit("c", "two", LIFE.minus(MOMENT)));
        assertEquals(Fate.CONFLICT, settle("c", 1));
        assertEquals(Fate.CONFLICT, settle("c", 0));
        assertEquals(Fate.DROPPED, settle("c", 1));
        assertEquals("a", key.holderOf(Claims.delivery("c", 0, Duration.ZERO)));
    }

    @Test
    void whoeverIsAdmittedFirstHoldsTheKeyThoughItIsRenderedLast() {
        assertTrue(admit("a", "one", Duration.ZERO));
        assertTrue(admit("c", "two", MOMENT));
        assertEquals(Fate.WAITS, settle("c", 0));
        assertEquals(Fate.PASSES, settle("a", 0));
        assertEquals(Fate.CONFLICT, settle("c", 0));
    }

    @Test
    void whatCannotBeRenderedLeavesTheKeyToTheNextInLine() {
        assertTrue(admit("a", "one", Duration.ZERO));
        assertTrue(admit("c", "two", MOMENT));
        assertTrue(admit("d", "three", MOMENT));
        assertEquals(Fate.PASSES, unrendered("a", 0));
        assertEquals(Fate.PASSES, unrendered("a", 1));
        assertEquals(Fate.WAITS, settle("d", 0));
        assertEquals(Fate.PASSES, settle("c", 0));
        assertEquals(Fate.CONFLICT, settle("d", 0));
        assertFalse(admit("a", "one", MOMENT));
        assertEquals(Fate.DROPPED, settle("a", 0));
    }

    @Test
    void whatEndsAtRoutingHoldsItsKey() {
        assertTrue(admit("a", "one", Duration.ZERO));
        assertEquals(Fate.PASSES, key.settle(Claims.ended(Claim.Kind.UNROUTED, "a", 0, Duration.ZERO)));
        assertTrue(admit("c", "two", MOMENT));
        assertEquals(Fate.CONFLICT, settle("c", 0));
    }

    @Test
    void aRepeatThatCannotBeRenderedAnyMoreTellsNothing() {
        held();
        assertFalse(admit("a", "one", MOMENT));
        assertEquals(Fate.DROPPED, unrendered("a", 0));
        assertTrue(admit("c", "two", MOMENT));
        assertEquals(Fate.CONFLICT, unrendered("c", 0));
    }

    @Test
    void atTheEndOfItsLifeAKeyStartsAfreshWithEitherBody() {
        held();
        assertTrue(admit("c", "two", LIFE));
        assertEquals(Fate.PASSES, settle("c", 0));
        assertTrue(admit("d", "one", LIFE.plus(LIFE).minus(MOMENT)));
        assertEquals(Fate.CONFLICT, settle("d", 0));
    }

    @Test
    void aFormerHoldersLateDeliveriesStillPass() {
        held();
        assertTrue(admit("c", "two", LIFE));
        assertFalse(admit("a", "one", LIFE.plus(MOMENT)));
        assertEquals(Fate.PASSES, settle("c", 0));
        assertEquals(Fate.PASSES, settle("a", 1));
        assertEquals(Fate.DROPPED, settle("a", 0));
    }

    @Test
    void anAliasIsSentOnceTheKeyStartsAfresh() {
        held();
        assertTrue(admit("b", "one", LIFE.minusHours(1)));
        assertEquals(Fate.ALIAS, settle("b", 0));
        assertTrue(admit("b", "one", LIFE.plusHours(1)));
        assertEquals(Fate.PASSES, settle("b", 0));
        assertFalse(admit("b", "one", LIFE.plusHours(2)));
        assertEquals(Fate.DROPPED, settle("b", 0));
    }

    @Test
    void aMessageThatFailedByConflictNeverGoesOutLater() {
        held();
        assertTrue(admit("c", "two", LIFE.minusMinutes(5)));
        assertEquals(Fate.CONFLICT, settle("c", 0));
        assertFalse(admit("c", "two", LIFE.plusMinutes(5)));
        assertEquals(Fate.DROPPED, settle("c", 0));
        assertTrue(admit("e", "two", LIFE.plusMinutes(5)));
        assertEquals(Fate.PASSES, settle("e", 0));
    }

    @Test
    void ofTwoRecordsWithoutADigestOnlyTheIdTells() {
        assertTrue(admit("a", "", Duration.ZERO));
        assertEquals(Fate.PASSES, settle("a", 0));
        assertFalse(admit("a", "one", Duration.ZERO));
        assertTrue(admit("c", "", Duration.ZERO));
        assertEquals(Fate.CONFLICT, settle("c", 0));
    }

    @Test
    void whatIsRememberedIsBoundedAndTheHolderIsPartOfIt() {
        held();
        for (int i = 0; i <= Limits.IDEMPOTENCY_PAST; i++) {
            assertTrue(admit("c" + i, "two " + i, MOMENT));
            assertEquals(Fate.CONFLICT, settle("c" + i, 0));
        }
        assertEquals(Limits.IDEMPOTENCY_PAST + 1, key.known().getMessagesCount());
        assertFalse(key.knows("c0"));
        assertEquals(Fate.DROPPED, settle("a", 0));
    }
}
