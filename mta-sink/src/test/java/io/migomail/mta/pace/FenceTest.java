package io.migomail.mta.pace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.Topics;
import io.migomail.core.record.Outcome;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FenceTest {
    private static final long PATIENCE = Fence.PATIENCE.toMillis();
    private final Fence fence = Fence.written(7, 3, 0);

    private static Outcome mark(long life, int partition) {
        return Outcome.newBuilder()
                .setFence(
                        io.migomail.core.record.Fence.newBuilder().setLife(life).setPartition(partition))
                .build();
    }

    @Test
    void itIsPassedWithTheLastPartitionsMarkInWhateverOrderAndHoweverOften() {
        assertFalse(fence.read(mark(7, 2), 1));
        assertFalse(fence.read(mark(7, 0), 1));
        assertFalse(fence.read(mark(7, 0), 1));
        assertFalse(fence.passed());
        assertTrue(fence.read(mark(7, 1), 1));
        assertTrue(fence.passed());
        assertFalse(fence.read(mark(7, 1), 1), "it is passed once");
    }

    @Test
    void marksOfOtherLivesMeanNothing() {
        for (int partition = 0; partition < 3; partition++) {
            assertFalse(fence.read(mark(6, partition), 1));
        }
        assertFalse(fence.passed());
    }

    @Test
    void heldKeysAreReleasedOnce() {
        fence.hold("a");
        fence.hold("b");
        fence.hold("a");
        assertEquals(Set.of("a", "b"), fence.release());
        assertEquals(Set.of(), fence.release());
    }

    @Test
    void patienceEndsWithTheSilenceOfTheJournalNotWithItsLength() {
        assertEquals(PATIENCE, fence.patience(0));
        fence.heard(PATIENCE - 1);
        assertEquals(2 * PATIENCE - 1, fence.patience(PATIENCE));
        fence.read(mark(7, 1), 2 * PATIENCE - 2);
        assertEquals(3 * PATIENCE - 2, fence.patience(2 * PATIENCE - 1));
        var e = assertThrows(IllegalStateException.class, () -> fence.patience(3 * PATIENCE - 2));
        assertTrue(e.getMessage().contains("partitions {0, 2}"), e.getMessage());
    }

    @Test
    void whatIsReplayedIsKeptLongerThanTombstones() {
        for (Topics.Topic topic : List.of(
                Topics.ACCEPTED_CRITICAL,
                Topics.ACCEPTED_HIGH,
                Topics.ACCEPTED_NORMAL,
                Topics.REROUTE,
                Topics.OUTCOMES)) {
            long kept = Long.parseLong(topic.config().get("retention.ms"));
            assertTrue(kept > Tombstones.KEPT.toMillis(), topic.name());
        }
    }
}
