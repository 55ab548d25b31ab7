package io.migomail.mta.simulation;

import static org.junit.jupiter.api.Assertions.fail;

import io.migomail.core.record.Outcome;
import io.migomail.mta.Attempt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The simulation notices when a part of the world that the product leans on is broken. */
class CheckerTest {
    private static final int SEEDS = 2000;

    private static void caught(Fakes broken, String... invariants) {
        for (long seed = 1; seed <= SEEDS; seed++) {
            try {
                new Simulation(seed, broken, 0).run();
            } catch (Violation e) {
                if (Set.of(invariants).contains(e.invariant())) {
                    return;
                }
            }
        }
        fail("nobody noticed in " + SEEDS + " runs");
    }

    @Test
    void aJournalThatForgetsWhatItAcknowledged() {
        caught(
                new Fakes() {
                    @Override
                    Journal journal(int partitions, Timeline time) {
                        return new Forgetful(partitions, time);
                    }
                },
                "I3");
    }

    private static final class Forgetful extends Journal {
        private final Timeline time;
        private int records;

        Forgetful(int partitions, Timeline time) {
            super(partitions, time);
            this.time = time;
        }

        @Override
        Place append(int partition, Outcome outcome) {
            boolean forgotten = ++records % 10 == 0 && !outcome.hasFence();
            return forgotten ? new Place(partition, size(partition), time.now()) : super.append(partition, outcome);
        }
    }

    @Test
    void anEngineThatSendsFromAForeignAddress() {
        caught(
                new Fakes() {
                    @Override
                    Attempt submitted(Attempt a) {
                        return new Attempt(a.paceKey(), a.number(), "192.0.2.99", a.ehloName(), a.delivery());
                    }
                },
                "I5");
    }

    @Test
    void aStartThatDoesNotReadWhatTheJournalHolds() {
        caught(
                new Fakes() {
                    @Override
                    boolean reads(boolean fencePassed) {
                        return fencePassed;
                    }
                },
                "I3");
    }

    @Test
    void aStartThatWaitsForNoMark() {
        caught(
                new Fakes() {
                    @Override
                    int awaited(int partitions) {
                        return 0;
                    }
                },
                "I3");
    }

    @Test
    void aRestoreThatLosesTimers() {
        caught(
                new Fakes() {
                    @Override
                    boolean keepsTimers() {
                        return false;
                    }
                },
                "I2",
                "I4",
                "EXPIRY");
    }

    @Test
    void aStartThatDoesNotWaitForTheMarksAmongTheMoves() {
        caught(
                new Fakes() {
                    @Override
                    int awaited(int partitions) {
                        return partitions - Journal.MOVES;
                    }
                },
                "MOVE",
                "I3");
    }

    @Test
    void aMoveThatTheOldKeyIsNotTold() {
        caught(
                new Fakes() {
                    @Override
                    boolean tellsWhatLeft() {
                        return false;
                    }
                },
                "MOVE");
    }

    @Test
    void aMoveThatTheNewKeyIsNotTold() {
        caught(
                new Fakes() {
                    @Override
                    boolean bringsWhatMoved() {
                        return false;
                    }
                },
                "I2");
    }

    @Test
    void aStartThatForgetsWhatWasCanceled() {
        caught(
                new Fakes() {
                    @Override
                    boolean readsCancels() {
                        return false;
                    }
                },
                "CANCEL");
    }

    @Test
    void anAttemptAtARecipientWhoIsSuppressed() {
        caught(
                new Fakes() {
                    @Override
                    boolean tellsWhoIsSuppressed() {
                        return false;
                    }
                },
                "SUPPRESSION");
    }
}
