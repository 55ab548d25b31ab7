package io.migomail.mta.pace;

import io.migomail.core.Blame;
import io.migomail.core.Hold;
import io.migomail.core.OutcomeKind;
import io.migomail.core.record.Outcome;
import io.migomail.mta.Pool;
import java.util.List;
import java.util.Set;

/**
 * What an attempt's outcome means for the time after it: when the delivery goes again, and what else of the key rests.
 * One thread.
 */
final class Deferral {
    private static final Set<String> BEHIND_MAIL = Set.of("rcpt", "data", "dot");

    private final Destination destination;
    private final RetrySchedule schedule;
    private final Holds holds;

    Deferral(Destination destination, RetrySchedule schedule, Holds holds) {
        this.destination = destination;
        this.schedule = schedule;
        this.holds = holds;
    }

    /** Takes note of what an attempt of this life came to. */
    void learn(Outcome outcome, OutcomeKind kind, InFlight attempt, long now) {
        boolean behindMail = BEHIND_MAIL.contains(outcome.getSmtp().getStage());
        Hold hold = kind == OutcomeKind.DEFERRED ? Hold.of(outcome.getHold()) : Hold.NONE;
        switch (hold) {
            case GROUP -> holds.strikeGroup(reason(outcome), attempt.since(), now, wish(outcome));
            case ADDRESS -> holds.strikeAddress(attempt.past().egressIp(), attempt.since(), now, !behindMail);
            case NONE -> {
                if (behindMail) {
                    holds.heard();
                }
                if (kind == OutcomeKind.DELIVERED) {
                    holds.taken(attempt.past().egressIp());
                }
            }
        }
    }

    private static DelayReason reason(Outcome outcome) {
        if (outcome.getBlame().equals(Blame.OUR_IP.word())) {
            return DelayReason.THROTTLED;
        }
        return outcome.getSmtp().getCode() == 0 ? DelayReason.UNREACHABLE : DelayReason.TURNED_AWAY;
    }

    private static long wish(Outcome outcome) {
        return outcome.getRetryAt() == 0 ? 0 : Math.max(0, outcome.getRetryAt() - outcome.getAt());
    }

    /** The instant of the next attempt of a delivery whose attempt of this life was deferred. */
    long nextDue(Outcome outcome, InFlight attempt, long now) {
        switch (Hold.of(outcome.getHold())) {
            case GROUP -> {
                // Never the first after the rest: where only this one meets a dead host, others show that the rest
                // lives.
                return Math.max(nextDue(outcome, attempt.rank(), now), holds.groupUntil(now) + 1);
            }
            case ADDRESS -> {
                List<Pool.Address> others = destination.addresses().stream()
                        .filter(a -> !a.ip().equals(attempt.past().egressIp()))
                        .toList();
                boolean untried = outcome.getAttempt() <= others.size();
                if (untried && !holds.free(others, now).isEmpty()) {
                    return schedule.soon(now);
                }
            }
            case NONE -> {}
        }
        return nextDue(outcome, attempt.rank(), now);
    }

    /** The same where nothing is known of the attempt but its outcome. */
    long nextDue(Outcome outcome, int rank, long now) {
        return schedule.next(rank, outcome.getAttempt(), now, outcome.getRetryAt());
    }
}
