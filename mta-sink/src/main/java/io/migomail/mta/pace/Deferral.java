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
    // Where nothing has left the source address yet.
    private static final Set<String> ELSEWHERE = Set.of("", "dns");

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
            case ADDRESS -> {
                if (Reading.unheard(outcome)) {
                    holds.strikeSource(attempt.past().egressIp(), attempt.since(), now);
                } else {
                    holds.strikeAddress(attempt.past().egressIp(), attempt.since(), now, !behindMail);
                }
            }
            case NONE -> {
                if (behindMail) {
                    holds.heard();
                }
                if (kind == OutcomeKind.DELIVERED) {
                    holds.taken(attempt.past().egressIp());
                }
            }
        }
        if (hold != Hold.ADDRESS && !ELSEWHERE.contains(outcome.getSmtp().getStage())) {
            holds.left(attempt.past().egressIp());
        }
    }

    /** An attempt of this life speaks to a mail host, though it has no outcome yet. */
    void dispatched(InFlight attempt) {
        holds.left(attempt.past().egressIp());
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
    long nextDue(Outcome outcome, InFlight attempt, Past past, long now) {
        switch (Hold.of(outcome.getHold())) {
            case GROUP -> {
                // Never the first after the rest: where only this one meets a dead host, others show that the rest
                // lives.
                return Math.max(nextDue(outcome, attempt.rank(), past, now), holds.groupUntil(now) + 1);
            }
            case ADDRESS -> {
                if (Reading.unheard(outcome)) {
                    break;
                }
                List<Pool.Address> others = destination.addresses().stream()
                        .filter(a -> !a.ip().equals(attempt.past().egressIp()))
                        .toList();
                boolean untried = heard(outcome, past) <= others.size();
                if (untried && !holds.free(others, now).isEmpty()) {
                    return schedule.soon(now);
                }
            }
            case NONE -> {}
        }
        return nextDue(outcome, attempt.rank(), past, now);
    }

    /** The same where nothing is known of the attempt but its outcome; {@code past} is with that. */
    long nextDue(Outcome outcome, int rank, Past past, long now) {
        // Nobody said no: it goes as soon as any address of the pool can be used.
        return Reading.unheard(outcome) ? now : schedule.next(rank, heard(outcome, past), now, outcome.getRetryAt());
    }

    private static int heard(Outcome outcome, Past past) {
        return outcome.getAttempt() - past.unheard();
    }
}
