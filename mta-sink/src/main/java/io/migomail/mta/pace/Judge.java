package io.migomail.mta.pace;

import io.migomail.core.OutcomeKind;
import io.migomail.core.record.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * What an outcome from the journal does to a delivery, wherever it is: in flight, waiting, gone, or not here yet. An end
 * is an end, of whichever attempt: a process that was given up may tell it late. Of other outcomes only those of the
 * present attempt or a later one count (a later one is known to the journal where the state is that of an older
 * checkpoint). One thread.
 */
final class Judge {
    private final PaceState state;
    private final Deferral deferral;
    private final WaitingRoom waiting;
    private final Flight flight;
    private final Tombstones tombstones;

    Judge(PaceState state, Deferral deferral, WaitingRoom waiting, Flight flight, Tombstones tombstones) {
        this.state = state;
        this.deferral = deferral;
        this.waiting = waiting;
        this.flight = flight;
        this.tombstones = tombstones;
    }

    void apply(Outcome outcome, long now) {
        OutcomeKind kind = Reading.kind(outcome);
        if (kind == null || kind == OutcomeKind.FENCE) {
            return;
        }
        InFlight flying = flight.get(outcome.getDeliveryId());
        if (kind == OutcomeKind.DISPATCHED) {
            if (flying != null && outcome.getAttempt() == flying.attempt()) {
                deferral.dispatched(flying);
            }
            return;
        }
        if (kind == OutcomeKind.REROUTED) {
            left(outcome, flying, now);
        } else if (flying != null) {
            landed(outcome, kind, flying, now);
        } else {
            remembered(outcome, kind, state.item(outcome.getDeliveryId()), now);
        }
    }

    private void landed(Outcome outcome, OutcomeKind kind, InFlight flying, long now) {
        boolean present = outcome.getAttempt() >= flying.attempt();
        if (!present && !kind.terminal()) {
            return;
        }
        String id = outcome.getDeliveryId();
        flight.remove(id);
        if (present) {
            deferral.learn(outcome, kind, flying, now);
        }
        if (kind.terminal()) {
            settle(id, outcome.getAttempt(), now);
        } else {
            Past past = Reading.past(outcome, flying.past());
            long due = Math.min(deferral.nextDue(outcome, flying, past, now), flying.expiresAt());
            waiting.add(id, new Waiting(flying.rank(), outcome.getAttempt(), due, flying.expiresAt(), past));
        }
    }

    private void remembered(Outcome outcome, OutcomeKind kind, @Nullable Item item, long now) {
        String id = outcome.getDeliveryId();
        if (item instanceof Waiting queued) {
            if (kind.terminal()) {
                waiting.remove(id, queued);
                settle(id, outcome.getAttempt(), now);
            } else if (!kind.terminal() && outcome.getAttempt() > queued.attempts()) {
                waiting.remove(id, queued);
                Past past = Reading.past(outcome, queued.past());
                long due = Math.min(deferral.nextDue(outcome, queued.rank(), past, now), queued.expiresAt());
                waiting.add(id, new Waiting(queued.rank(), outcome.getAttempt(), due, queued.expiresAt(), past));
            }
        } else if (!(item instanceof Tombstone tombstone)) {
            bury(outcome, kind, now);
        } else if (tombstone.kind() != Tombstone.Kind.SETTLED && news(outcome, kind, tombstone)) {
            tombstones.remove(id, tombstone);
            bury(outcome, kind, now);
        }
    }

    /** It went on under another key in an earlier life, whatever this one's state says: from here it goes no more. */
    private void left(Outcome outcome, @Nullable InFlight flying, long now) {
        String id = outcome.getDeliveryId();
        Item item = state.item(id);
        if (flying != null) {
            if (outcome.getAttempt() < flying.attempt()) {
                return;
            }
            flight.remove(id);
        } else if (item instanceof Waiting queued) {
            if (outcome.getAttempt() < queued.attempts()) {
                return;
            }
            waiting.remove(id, queued);
        } else if (item instanceof Tombstone tombstone) {
            // It left behind the attempt of which an early tombstone tells, so with the same number.
            if (tombstone.kind() == Tombstone.Kind.SETTLED || outcome.getAttempt() < tombstone.attempts()) {
                return;
            }
            tombstones.remove(id, tombstone);
        }
        state.removeBody(id);
        tombstones.put(id, Tombstone.Kind.REROUTED, outcome.getAttempt(), 0, Past.NONE, now);
    }

    private static boolean news(Outcome outcome, OutcomeKind kind, Tombstone tombstone) {
        return kind.terminal() || outcome.getAttempt() > tombstone.attempts();
    }

    /** Remembers an outcome whose delivery is not here: the source may replay it. */
    private void bury(Outcome outcome, OutcomeKind kind, long now) {
        Tombstone.Kind why = kind.terminal() ? Tombstone.Kind.SETTLED : Tombstone.Kind.EARLY;
        Past past = kind.terminal() ? Past.NONE : Reading.past(outcome, Past.NONE);
        long due = kind.terminal() ? 0 : deferral.nextDue(outcome, Reading.rank(outcome.getHead()), past, now);
        tombstones.put(outcome.getDeliveryId(), why, outcome.getAttempt(), due, past, now);
    }

    /** The delivery has its final outcome: its content goes, a tombstone stays. */
    void settle(String id, int attempts, long now) {
        state.removeBody(id);
        tombstones.put(id, Tombstone.Kind.SETTLED, attempts, 0, Past.NONE, now);
    }
}
