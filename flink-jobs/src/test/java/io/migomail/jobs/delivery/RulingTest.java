package io.migomail.jobs.delivery;

import static io.migomail.jobs.delivery.Claims.claim;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.migomail.core.Limits;
import io.migomail.core.record.IdempotencyClaim;
import io.migomail.jobs.delivery.Ruling.Kind;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Who gets an idempotency key. Letters are ids: a and b of one body on two days, c of another body. */
class RulingTest {
    private static final Duration LIFE = Limits.IDEMPOTENCY_LIFE;
    private static final Duration MOMENT = Duration.ofMillis(1);

    private final IdempotencyClaim held =
            Ruling.of(null, claim("a", "one", Duration.ZERO)).claim();

    private static Ruling ruling(IdempotencyClaim held, String id, String body, Duration after) {
        return Ruling.of(held, claim(id, body, after));
    }

    private Kind kind(String id, String body, Duration after) {
        return ruling(held, id, body, after).kind();
    }

    @Test
    void theFirstMessageHoldsTheKey() {
        assertEquals("a", held.getMessageId());
        assertEquals("one", held.getRequestDigest().toStringUtf8());
        assertEquals(Claims.START, held.getSince());
    }

    @Test
    void itsRepeatsAreTheSameMessageHoweverLateTheyAre() {
        assertEquals(Kind.REPEAT, kind("a", "one", Duration.ZERO));
        assertEquals(Kind.REPEAT, kind("a", "one", LIFE.minus(MOMENT)));
        assertEquals(Kind.REPEAT, kind("a", "one", LIFE.plusHours(20)));
    }

    @Test
    void theSameRequestOfTheNextDayIsAnAliasWhileTheKeyLives() {
        Ruling ruling = ruling(held, "b", "one", LIFE.minus(MOMENT));
        assertEquals(Kind.ALIAS, ruling.kind());
        assertSame(held, ruling.claim(), "an alias does not prolong the life of a key");
    }

    @Test
    void anotherRequestIsAConflictWhileTheKeyLives() {
        assertEquals(Kind.CONFLICT, kind("c", "two", Duration.ZERO));
        assertEquals(Kind.CONFLICT, kind("c", "two", LIFE.minus(MOMENT)));
    }

    @Test
    void atTheEndOfItsLifeAKeyStartsAfreshWithEitherBody() {
        assertEquals(Kind.FIRST, kind("b", "one", LIFE));
        Ruling other = ruling(held, "c", "two", LIFE);
        assertEquals(Kind.FIRST, other.kind());
        assertEquals("c", other.claim().getMessageId());
        assertEquals(Claims.START + LIFE.toMillis(), other.claim().getSince());
        assertEquals(Kind.CONFLICT, ruling(other.claim(), "d", "one", LIFE).kind());
    }

    @Test
    void anAliasIsSentOnceTheKeyStartsAfresh() {
        assertEquals(Kind.ALIAS, kind("b", "one", LIFE.minusHours(1)));
        assertEquals(Kind.FIRST, kind("b", "one", LIFE.plusHours(1)));
    }

    @Test
    void aMessageThatFailedByConflictNeverGoesOutLater() {
        IdempotencyClaim after = ruling(held, "c", "two", LIFE.minusMinutes(5)).claim();
        assertEquals(
                Kind.REPEAT, ruling(after, "c", "two", LIFE.minusMinutes(4)).kind());
        assertEquals(Kind.REPEAT, ruling(after, "c", "two", LIFE.plusMinutes(5)).kind());
        assertEquals(Kind.FIRST, ruling(after, "e", "two", LIFE.plusMinutes(5)).kind());
    }

    @Test
    void theFormerHolderIsNeitherAnAliasNorAConflictOfTheNewOne() {
        IdempotencyClaim fresh = ruling(held, "b", "one", LIFE).claim();
        assertEquals(Kind.REPEAT, ruling(fresh, "a", "one", LIFE.plus(MOMENT)).kind());
    }

    @Test
    void ofTwoRecordsWithoutADigestOnlyTheIdTells() {
        IdempotencyClaim old = ruling(null, "a", "", Duration.ZERO).claim();
        assertEquals(Kind.REPEAT, ruling(old, "a", "", Duration.ZERO).kind());
        assertEquals(Kind.REPEAT, ruling(old, "a", "one", Duration.ZERO).kind());
        assertEquals(Kind.CONFLICT, ruling(old, "c", "two", Duration.ZERO).kind());
    }

    @Test
    void whatIsRememberedIsBounded() {
        IdempotencyClaim claim = held;
        for (int i = 0; i <= Limits.IDEMPOTENCY_PAST; i++) {
            claim = ruling(claim, "c" + i, "two " + i, MOMENT).claim();
        }
        assertEquals(Limits.IDEMPOTENCY_PAST, claim.getPastCount());
        assertEquals("c1", claim.getPast(0));
        assertEquals("a", claim.getMessageId());
    }
}
