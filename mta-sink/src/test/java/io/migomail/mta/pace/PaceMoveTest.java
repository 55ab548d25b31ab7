package io.migomail.mta.pace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.MessageClass;
import io.migomail.core.OutcomeKind;
import io.migomail.core.PaceKey;
import io.migomail.core.RecordCodec;
import io.migomail.core.record.Delivery;
import io.migomail.core.record.Outcome;
import io.migomail.mta.Routing;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A delivery that leaves one key of PACE for another, and a crash at each step: it is at one of them, whatever the state
 * is that the next life begins from, and in whichever order that life reads the partitions of its journal.
 */
class PaceMoveTest {
    private static final String OLD = "mx:old.example|pool_1";
    private static final String NEW = "mx:new.example|pool_1";
    private static final String UNKNOWN = "dns:example.net|pool_1";

    @TempDir
    Path folder;

    private Harness pace;
    /** What lies on the journal behind the checkpoint, as it is read: an input, and under which key. */
    private final List<Input> journal = new ArrayList<>();

    private int told;

    private record Input(String key, Outcome outcome, Delivery delivery) {}

    @AfterEach
    void close() throws Exception {
        pace.close();
    }

    private void append(String key, Outcome outcome) {
        journal.add(new Input(key, outcome, null));
    }

    /** What PACE gave to its journal since the last look; it is durable from now on. */
    private void collect() {
        List<JournalEntry> all = pace.rerouted();
        for (JournalEntry entry : all.subList(Math.min(told, all.size()), all.size())) {
            Outcome left = RecordCodec.OUTCOME.decode(entry.outcome());
            Delivery moved = left.getMoved();
            append(entry.key(), left.toBuilder().clearMoved().build());
            journal.add(new Input(new PaceKey(moved.getRoute().getGroup(), moved.getPoolId()).word(), null, moved));
        }
        told = all.size();
    }

    private void read(Input input) throws Exception {
        if (input.outcome() != null) {
            pace.outcome(input.key(), input.outcome());
        } else {
            pace.deliver(input.key(), input.delivery());
        }
    }

    private void readJournal(boolean backwards) throws Exception {
        List<Input> inputs = new ArrayList<>(journal);
        if (backwards) {
            java.util.Collections.reverse(inputs);
        }
        for (Input input : inputs) {
            read(input);
        }
    }

    private void restore(OperatorSubtaskState checkpoint) throws Exception {
        pace.close();
        pace = Harness.restored(folder, checkpoint);
        told = 0;
    }

    private Delivery mail() {
        return Mail.delivery(
                "m.0", MessageClass.CRITICAL, Stage.START + Duration.ofHours(1).toMillis());
    }

    private static void theDomainIsAt(String group) {
        Harness.ROUTING.set(Routing.to(CourseTest.route(group, group.substring(3))));
    }

    private List<String> attempted() {
        return pace.attempts().stream()
                .map(a -> a.paceKey() + " #" + a.number())
                .toList();
    }

    /** The old host puts the mail off, the domain moves, the mail with it. */
    private void deferredAndMoved() throws Exception {
        assertEquals(List.of(OLD + " #1"), attempted());
        Outcome deferred = Mail.outcome("m.0", 1, OutcomeKind.DEFERRED);
        append(OLD, deferred);
        pace.outcome(OLD, deferred);
        theDomainIsAt("mx:new.example");
        pace.advance(Duration.ofSeconds(6));
        collect();
        assertEquals(3, journal.size());
        assertEquals(List.of(), attempted());
    }

    /** Steps: 0 nothing here yet, 1 in flight, 2 waiting, 3 gone and its record not read, 4 in flight at the new key. */
    @ParameterizedTest
    @CsvSource({"0,false", "1,false", "2,false", "3,false", "4,false", "0,true", "1,true", "2,true", "3,true", "4,true"
    })
    void whateverCheckpointALifeBeginsFromTheMailIsAtOneKey(int step, boolean backwards) throws Exception {
        pace = Harness.fresh(folder);
        List<OperatorSubtaskState> checkpoints = new ArrayList<>();
        List<Integer> positions = new ArrayList<>();
        Runnable mark = () -> {
            try {
                checkpoints.add(pace.checkpoint());
                positions.add(journal.size());
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        };
        mark.run();
        pace.deliver(OLD, mail());
        mark.run();
        Outcome deferred = Mail.outcome("m.0", 1, OutcomeKind.DEFERRED);
        assertEquals(List.of(OLD + " #1"), attempted());
        append(OLD, deferred);
        pace.outcome(OLD, deferred);
        mark.run();
        theDomainIsAt("mx:new.example");
        pace.advance(Duration.ofSeconds(6));
        collect();
        checkpoints.add(pace.checkpoint());
        positions.add(1); // the record is written, and the source has not come to it
        pace.deliver(NEW, journal.get(2).delivery());
        assertEquals(List.of(NEW + " #3"), attempted());
        mark.run();

        // The journal goes on from the checkpoint's position; what was accepted before it is read again in step 0 only.
        List<Input> behind = List.copyOf(journal.subList(positions.get(step), journal.size()));
        restore(checkpoints.get(step));
        journal.clear();
        journal.addAll(behind);
        theDomainIsAt("mx:newest.example"); // whoever asks now is told something else
        if (step == 0) {
            pace.deliver(OLD, mail());
        }
        readJournal(backwards);
        pace.readMarks();
        pace.advance(Duration.ofMillis(10));
        // Its new key has it and alone sends it on; the old one, which would be told the same, knows that it is gone.
        assertEquals(List.of(), attempted());
        collect();
        List<Input> next = journal.subList(behind.size(), journal.size());
        assertEquals(2, next.size());
        assertEquals(NEW, next.get(0).key());
        assertEquals("mx:newest.example|pool_1", next.get(1).key());
        assertEquals(step == 4 ? 4 : 3, next.get(1).delivery().getAttempts());
        pace.advance(Duration.ofSeconds(30));
        assertEquals(List.of(), attempted());
    }

    @Test
    void aMoveThatWasNotWrittenIsMadeAgain() throws Exception {
        pace = Harness.fresh(folder);
        pace.deliver(UNKNOWN, mail());
        OperatorSubtaskState checkpoint = pace.checkpoint();
        theDomainIsAt("mx:new.example");
        pace.advance(Duration.ofSeconds(6));
        assertEquals(1, pace.rerouted().size());
        restore(checkpoint);
        pace.readMarks();
        pace.advance(Duration.ofSeconds(6));
        collect();
        assertEquals(2, journal.size());
        assertEquals(1, journal.get(1).delivery().getAttempts());
    }

    @Test
    void whatTheNewKeyCameToIsKnownAfterACrashAndTheMailIsNotSentAgain() throws Exception {
        pace = Harness.fresh(folder);
        OperatorSubtaskState checkpoint = pace.checkpoint();
        pace.deliver(OLD, mail());
        deferredAndMoved();
        pace.deliver(NEW, journal.get(2).delivery());
        append(NEW, Mail.outcome("m.0", 3, OutcomeKind.DELIVERED));
        for (boolean backwards : new boolean[] {false, true}) {
            restore(checkpoint);
            pace.deliver(OLD, mail());
            readJournal(backwards);
            pace.readMarks();
            pace.advance(Duration.ofMinutes(3));
            assertEquals(List.of(), attempted());
            assertTrue(pace.rerouted().isEmpty());
        }
    }

    @Test
    void nothingMovesBeforeTheJournalIsRead() throws Exception {
        pace = Harness.fresh(folder);
        pace.deliver(UNKNOWN, mail());
        pace = pace.restart(folder);
        theDomainIsAt("mx:new.example");
        pace.advance(Duration.ofSeconds(20));
        assertEquals(List.of(), pace.rerouted());
        pace.readMarks();
        assertEquals(1, pace.rerouted().size());
    }
}
