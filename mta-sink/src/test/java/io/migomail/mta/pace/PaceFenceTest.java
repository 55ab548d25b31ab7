package io.migomail.mta.pace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.MessageClass;
import io.migomail.core.OutcomeKind;
import io.migomail.core.record.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PACE at a start: nothing goes out before both partitions of the journal are read up to its own marks. */
class PaceFenceTest {
    private static final String KEY = "mx:mx.example.net|pool_1";
    private static final String OTHER = "mx:other.example|pool_1";

    @TempDir
    Path folder;

    private Harness pace;

    @BeforeEach
    void open() throws Exception {
        pace = Harness.fresh(folder);
    }

    @AfterEach
    void close() throws Exception {
        pace.close();
    }

    private void deliver(String key, String id, Duration life) throws Exception {
        pace.deliver(key, Mail.delivery(id, MessageClass.NORMAL, Harness.NOW.get() + life.toMillis()));
    }

    private void deliver(String id) throws Exception {
        deliver(KEY, id, Duration.ofHours(72));
    }

    private List<String> attempted() {
        return pace.attempted().stream().sorted().toList();
    }

    @Test
    void aStartWithoutACheckpointReadsTheJournalToo() throws Exception {
        pace.close();
        pace = Harness.unread(folder);
        deliver("m.0");
        deliver("m.1");
        pace.outcome(KEY, Mail.outcome("m.1", 1, OutcomeKind.DELIVERED));
        assertEquals(List.of(), attempted());
        pace.readMarks();
        assertEquals(List.of("m.0#1"), attempted());
    }

    @Test
    void whatWasInFlightAndWhatCameIsAttemptedWithTheLastMarkThoughNoOtherRecordComes() throws Exception {
        deliver("m.0");
        deliver(OTHER, "o.0", Duration.ofHours(72));
        assertEquals(2, attempted().size());
        pace = pace.restart(folder);
        deliver("mx:third.example|pool_1", "t.0", Duration.ofHours(72));
        pace.advance(Duration.ofSeconds(20));
        pace.read(Harness.MARKS.get(0));
        pace.advance(Duration.ofSeconds(20));
        assertEquals(List.of(), attempted());
        pace.read(Harness.MARKS.get(1));
        assertEquals(List.of("m.0#2", "o.0#2", "t.0#1"), attempted());
    }

    @Test
    void anOutcomeThatIsReadLateStillSettles() throws Exception {
        for (int i = 0; i < 3; i++) {
            deliver("m." + i);
        }
        attempted();
        pace = pace.restart(folder);
        pace.read(Harness.MARKS.get(1));
        pace.advance(Duration.ofSeconds(30));
        pace.outcome(KEY, Mail.outcome("m.0", 1, OutcomeKind.DELIVERED));
        pace.outcome(KEY, Mail.outcome("m.1", 1, OutcomeKind.DEFERRED));
        pace.read(Harness.MARKS.get(0));
        assertEquals(List.of("m.2#2"), attempted());
        pace.advance(Duration.ofSeconds(70));
        assertEquals(List.of("m.1#2"), attempted());
    }

    @Test
    void nothingExpiresBeforeTheFence() throws Exception {
        deliver(KEY, "m.0", Duration.ofSeconds(10));
        deliver(KEY, "m.1", Duration.ofSeconds(10));
        pace.outcome(KEY, Mail.deferred("m.0", 1, "", "450 busy"));
        pace.outcome(KEY, Mail.deferred("m.1", 1, "", "450 busy"));
        pace = pace.restart(folder);
        pace.advance(Duration.ofSeconds(30));
        assertEquals(List.of(), pace.settled());
        pace.outcome(KEY, Mail.outcome("m.0", 1, OutcomeKind.EXPIRED));
        pace.readMarks();
        assertEquals(1, pace.settled().size());
    }

    @Test
    void aCheckpointBeforeTheFenceIsAsGoodAndAnEarlierLifesMarksDoNotCount() throws Exception {
        deliver("m.0");
        deliver(OTHER, "o.0", Duration.ofHours(72));
        attempted();
        pace = pace.restart(folder);
        deliver("mx:third.example|pool_1", "t.0", Duration.ofHours(72));
        pace.outcome(KEY, Mail.outcome("m.0", 1, OutcomeKind.DELIVERED));
        pace.read(Harness.MARKS.get(0));
        pace = pace.restart(folder);
        // The rest of the second life's marks, then the third's own; the held keys come from the checkpoint's timers.
        pace.read(Harness.MARKS.get(1));
        pace.read(Harness.MARKS.get(2));
        pace.advance(Duration.ofSeconds(2));
        assertEquals(List.of(), attempted());
        pace.read(Harness.MARKS.get(3));
        assertEquals(List.of("o.0#2", "t.0#1"), attempted());
    }

    @Test
    void aSecondFailureBeforeAnyCheckpointGoesBackToTheFirst() throws Exception {
        deliver("m.0");
        attempted();
        OperatorSubtaskState checkpoint = pace.checkpoint();
        pace.close();
        pace = Harness.restored(folder, checkpoint);
        pace.outcome(KEY, Mail.outcome("m.0", 1, OutcomeKind.DELIVERED));
        pace.close();
        pace = Harness.restored(folder, checkpoint);
        pace.outcome(KEY, Mail.outcome("m.0", 1, OutcomeKind.DELIVERED));
        pace.readMarks();
        pace.advance(Duration.ofMinutes(10));
        assertEquals(List.of(), attempted());
    }

    @Test
    void aSilentJournalFailsTheTaskAndALongOneDoesNot() throws Exception {
        deliver("m.0");
        attempted();
        pace = pace.restart(folder);
        for (int i = 0; i < 4; i++) {
            pace.advance(Fence.PATIENCE.minusSeconds(5));
            pace.outcome(KEY, Mail.outcome("x." + i, 1, OutcomeKind.DELIVERED));
        }
        assertThrows(Exception.class, () -> pace.advance(Fence.PATIENCE.plusSeconds(1)));
    }

    @Test
    void everyTaskWritesUnderAKeyThatLeadsToItself() throws Exception {
        OperatorSubtaskState checkpoint = pace.checkpoint();
        Set<String> keys = new HashSet<>();
        for (int task = 0; task < 3; task++) {
            pace.close();
            pace = Harness.restored(folder, checkpoint, task, 3);
            Outcome mark = Harness.MARKS.get(2 * task);
            assertEquals(
                    task,
                    KeyGroupRangeAssignment.assignKeyToParallelOperator(mark.getPaceKey(), Harness.MAX_PARALLELISM, 3));
            assertTrue(keys.add(mark.getPaceKey()));
        }
    }
}
