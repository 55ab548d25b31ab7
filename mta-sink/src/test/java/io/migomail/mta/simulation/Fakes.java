package io.migomail.mta.simulation;

import io.migomail.mta.Attempt;

/** The parts of the world that a test may break, to see that it is noticed; as they stand they are sound. */
class Fakes {
    Journal journal(int partitions, Timeline time) {
        return new Journal(partitions, time);
    }

    /** The attempt that the engine makes of PACE's. */
    Attempt submitted(Attempt attempt) {
        return attempt;
    }

    /** Whether PACE is given an outcome from the journal. */
    boolean reads(boolean fencePassed) {
        return true;
    }

    /** The marks that a life waits for. */
    int awaited(int partitions) {
        return partitions;
    }

    /** Whether the key that a delivery left learns of it by the journal. */
    boolean tellsWhatLeft() {
        return true;
    }

    /** Whether a record of a move brings the delivery to its new key. */
    boolean bringsWhatMoved() {
        return true;
    }

    /** Whether a life reads what was canceled before it. */
    boolean readsCancels() {
        return true;
    }

    /** Whether PACE is told who is not written to. */
    boolean tellsWhoIsSuppressed() {
        return true;
    }

    /** Whether a timer is kept over a restart. */
    boolean keepsTimers() {
        return true;
    }
}
