package io.migomail.mta.engine;

import io.migomail.core.Limits;
import io.migomail.core.TimeSource;
import io.migomail.core.record.Delivery;
import io.migomail.core.record.MxHost;
import io.migomail.core.record.Outcome;
import io.migomail.mta.Attempt;
import io.migomail.mta.policy.Cause;
import io.migomail.mta.policy.Failure;
import io.migomail.mta.policy.FailurePolicy;
import io.migomail.mta.policy.Reply;
import io.migomail.mta.policy.Stage;
import io.migomail.mta.policy.Verdict;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * An attempt as {@link AttemptRun} makes it, with hosts that follow a script instead of sockets: the walk over the hosts,
 * the failure policy, the reports and the deadline are the real ones. One thread, virtual time.
 */
public final class ScriptedAttempt {
    private static final long HELD_MILLIS = 20;
    private static final FailurePolicy POLICY = new FailurePolicy();

    /** The process and the network that an attempt lives in. */
    public interface Surroundings {
        TimeSource time();

        RandomGenerator random();

        void in(long millis, Runnable action);

        /** Whether the process still runs. */
        boolean alive();

        /** Whether a new transaction may begin. */
        boolean mayStart();

        Talk talk(Attempt attempt, Delivery delivery, String host);

        /** A host has taken the message. */
        void kept(Attempt attempt);

        /** The attempt is over, and nobody can know whether the message was taken. */
        void uncertain(Attempt attempt);

        /** A message whose dot was written when the process died may have been taken. */
        boolean takenAllTheSame();

        void told(Attempt attempt, Outcome outcome);
    }

    private final Surroundings world;
    private final Attempt attempt;
    private final Delivery delivery;
    private final AttemptReport report;
    private final HostWalk hosts;
    private @Nullable Failure lastFailure;
    private Stage stage = Stage.CONNECT;
    private int connection;
    private boolean begun;
    private boolean done;

    public ScriptedAttempt(Surroundings world, Attempt attempt, Delivery delivery) {
        this.world = world;
        this.attempt = attempt;
        this.delivery = delivery;
        report = new AttemptReport(attempt, delivery, world.time());
        hosts = new HostWalk(delivery.getRoute().getHostsList(), world.random());
    }

    public void start() {
        world.in(Limits.ATTEMPT_DEADLINE.toMillis(), () -> ifGoingOn(this::deadlinePassed));
        advance();
    }

    private void ifGoingOn(Runnable step) {
        if (!done && world.alive()) {
            step.run();
        }
    }

    private void advance() {
        MxHost host = hosts.next();
        if (host == null) {
            Failure last = lastFailure;
            Failure failure = last != null ? last : Failure.of(Stage.DNS, Cause.NO_ADDRESS, "the route has no host");
            fail(failure, POLICY.decide(failure, true));
            return;
        }
        report.turnTo(host.getHost(), "203.0.113.1");
        Talk talk = world.talk(attempt, delivery, host.getHost());
        int here = ++connection;
        stage = talk.silent();
        if (talk.mail() == Talk.NEVER) {
            ended(talk, here, 0);
        } else {
            on(here, talk.mail(), () -> mail(talk, here));
        }
    }

    private void on(int here, long millis, Runnable step) {
        world.in(
                millis,
                () -> ifGoingOn(() -> {
                    if (here == connection) {
                        step.run();
                    }
                }));
    }

    private void mail(Talk talk, int here) {
        if (!world.mayStart()) {
            on(here, HELD_MILLIS, () -> mail(talk, here));
            return;
        }
        report.mailWritten();
        if (!begun) {
            begun = true;
            world.in(
                    EngineTimeouts.standard().dispatched().toMillis(),
                    () -> ifGoingOn(() -> world.told(attempt, report.dispatched())));
        }
        if (talk.dot() != Talk.NEVER) {
            on(here, talk.dot() - talk.mail(), () -> dot(talk));
        }
        ended(talk, here, talk.mail());
    }

    private void dot(Talk talk) {
        stage = Stage.DOT;
        if (talk.kept() != Talk.NEVER) {
            world.in(talk.kept() - talk.dot(), () -> {
                if (world.alive() || world.takenAllTheSame()) {
                    world.kept(attempt);
                }
            });
        }
    }

    private void ended(Talk talk, int here, long since) {
        Reply accepted = talk.accepted();
        Failure failure = talk.failure();
        if (accepted != null) {
            on(here, talk.end() - since, () -> end(report.delivered(accepted)));
        } else if (failure != null) {
            on(here, talk.end() - since, () -> judge(failure));
        }
    }

    private void judge(Failure failure) {
        Verdict verdict = POLICY.decide(failure, false);
        if (verdict.action() == Verdict.Action.NEXT_HOST) {
            lastFailure = failure;
            advance();
        } else {
            fail(failure, verdict);
        }
    }

    private void deadlinePassed() {
        String detail = "no outcome within " + Limits.ATTEMPT_DEADLINE + ", last at " + stage.word();
        Failure failure = Failure.of(stage, Cause.DEADLINE, detail);
        fail(failure, POLICY.decide(failure, true));
    }

    private void fail(Failure failure, Verdict verdict) {
        if (verdict.uncertain()) {
            world.uncertain(attempt);
        }
        end(report.failed(failure, verdict));
    }

    private void end(Outcome outcome) {
        done = true;
        world.told(attempt, outcome);
    }
}
