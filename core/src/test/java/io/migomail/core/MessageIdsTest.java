package io.migomail.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MessageIdsTest {
    private static final long NOON = 1_700_049_600_000L;
    private static final byte[] DIGEST = Ids.sha256(new byte[] {1});

    private final MessageIds ids = new MessageIds(new byte[32]);
    private final SplittableRandom random = new SplittableRandom(7);

    @Test
    void anIdIsKnownToTheApplicationItWasHandedToAndToNoOther() {
        String id = ids.next("app_a", NOON, random);
        assertTrue(ids.issuedTo("app_a", id));
        assertFalse(ids.issuedTo("app_b", id));
    }

    @Test
    void everyChangedCharacterMakesAnIdUnknown() {
        String id = ids.next("app_a", NOON, random);
        for (int i = 0; i < id.length(); i++) {
            char other = id.charAt(i) == '0' ? '1' : '0';
            String changed = id.substring(0, i) + other + id.substring(i + 1);
            assertFalse(ids.issuedTo("app_a", changed), changed);
        }
        assertFalse(ids.issuedTo("app_a", id + "0"));
        assertFalse(ids.issuedTo("app_a", ""));
    }

    @Test
    void idsOfAnotherKeyAreUnknown() {
        byte[] other = new byte[32];
        other[0] = 1;
        assertFalse(new MessageIds(other).issuedTo("app_a", ids.next("app_a", NOON, random)));
    }

    @Test
    void idsOfAKeyThatIsKeptAreKnownAndNewOnesAreOfTheFirst() {
        byte[] newer = new byte[32];
        newer[0] = 1;
        String old = ids.next("app_a", NOON, random);
        MessageIds rotated = new MessageIds(List.of(newer, new byte[32]));
        assertTrue(rotated.issuedTo("app_a", old));
        assertFalse(rotated.issuedTo("app_b", old));
        String made = rotated.next("app_a", NOON, random);
        assertTrue(new MessageIds(newer).issuedTo("app_a", made));
        assertFalse(ids.issuedTo("app_a", made));
        String derived = rotated.derive("app_a", "key", DIGEST, NOON);
        assertEquals(new MessageIds(newer).derive("app_a", "key", DIGEST, NOON), derived);
        assertThrows(IllegalArgumentException.class, () -> new MessageIds(List.of()));
    }

    @Test
    void idsSortByTimeAndTellIt() {
        String early = ids.next("app_a", NOON, random);
        String late = ids.next("app_a", NOON + 1, random);
        assertTrue(early.compareTo(late) < 0);
        assertEquals(NOON, MessageIds.timeOf(early));
        assertEquals(-1, MessageIds.timeOf("msg_nonsense"));
    }

    @Test
    void aDerivedIdIsTheSameAllDayAndAnotherTheNextDay() {
        String noon = ids.derive("app_a", "key", DIGEST, NOON);
        assertEquals(noon, ids.derive("app_a", "key", DIGEST, NOON + 11 * 3_600_000L));
        assertNotEquals(noon, ids.derive("app_a", "key", DIGEST, NOON + 13 * 3_600_000L));
        assertTrue(ids.issuedTo("app_a", noon));
    }

    @Test
    void aDerivedIdDependsOnApplicationKeyAndBody() {
        String id = ids.derive("app_a", "key", DIGEST, NOON);
        assertNotEquals(id, ids.derive("app_b", "key", DIGEST, NOON));
        assertNotEquals(id, ids.derive("app_a", "key2", DIGEST, NOON));
        assertNotEquals(id, ids.derive("app_a", "key", Ids.sha256(new byte[] {2}), NOON));
    }

    @Test
    void aShortKeyIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new MessageIds(new byte[15]));
    }
}
