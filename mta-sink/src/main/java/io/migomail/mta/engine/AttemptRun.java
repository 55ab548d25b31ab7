package io.migomail.mta.engine;

import io.migomail.core.Limits;
import io.migomail.core.body.BodyException;
import io.migomail.core.record.Delivery;
import io.migomail.core.record.MxHost;
import io.migomail.core.record.Outcome;
import io.migomail.mta.Attempt;
import io.migomail.mta.policy.Cause;
import io.migomail.mta.policy.Failure;
import io.migomail.mta.policy.Reply;
import io.migomail.mta.policy.Stage;
import io.migomail.mta.policy.Verdict;
import io.migomail.telemetry.LogFields;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt, from hand-over to its one outcome: ownership check, hosts and addresses in turn, transaction, verdict.
 * Everything but {@link Submission} happens on the event loop of its pace key.
 */
final class AttemptRun implements AttemptSteps, AttemptBody.Trouble, Submission {
    private static final Logger LOG = LoggerFactory.getLogger(AttemptRun.class);
    private static final long HELD_MILLIS = 20;
    private static final long ALARMS = 100;
    private static final long ALARMS_APART = 1000;

    private final DeliveryLoop loop;
    private final Delivery delivery;
    private final OutcomeListener listener;
    private final AttemptReport report;
    private final AddressWalk walk;
    private final Attempt attempt;
    private final AttemptBody body;
    private @Nullable SmtpConnection connection;
    private @Nullable ScheduledFuture<?> deadline;
    private @Nullable ScheduledFuture<?> dispatched;
    private @Nullable Failure lastFailure;
    private boolean done;
    private volatile boolean pastDot;

    AttemptRun(DeliveryLoop loop, Attempt attempt, Delivery delivery, OutcomeListener listener) {
        this.loop = loop;
        this.attempt = attempt;
        this.delivery = delivery;
        this.listener = listener;
        this.report = new AttemptReport(attempt, delivery, loop.time());
        this.walk = new AddressWalk(loop, attempt, delivery.getRoute());
        this.body = new AttemptBody(loop, delivery, this);
    }

    void start() {
        if (done) {
            return;
        }
        long bound = loop.config().timeouts().attempt().toNanos();
        deadline = loop.executor().schedule(this::deadlinePassed, bound, TimeUnit.NANOSECONDS);
        Ownership.Refusal refusal = Ownership.check(attempt, delivery, loop.engine());
        if (refusal != null) {
            refuse(refusal);
            return;
        }
        body.present(() -> {
            if (!done) {
                advance();
            }
        });
    }

    private void refuse(Ownership.Refusal refusal) {
        loop.metrics().refused.increment();
        long count = loop.metrics().refused();
        if (told(count)) {
            try (LogFields fields = LogFields.of(delivery.getHead())) {
                LOG.error(
                        "ALARM {}: {} refused at the socket, number {}: {}",
                        refusal.code(),
                        delivery.getDeliveryId(),
                        count,
                        refusal.detail());
            }
        }
        breakOff(report.refused(refusal));
    }

    @Override
    public void notCanonical() {
        if (!done) {
            refuse(Ownership.NOT_CANONICAL);
        }
    }

    @Override
    public void unreadable(BodyException why) {
        if (done) {
            return;
        }
        loop.metrics().unreadable.increment();
        long count = loop.metrics().bodiesUnavailable();
        if (told(count)) {
            try (LogFields fields = LogFields.of(delivery.getHead())) {
                LOG.error(
                        "ALARM body_unavailable: {}, number {}: {}", delivery.getDeliveryId(), count, why.getMessage());
            }
        }
        boolean last = !why.kind().passing() && attempt.number() >= Limits.BODY_ATTEMPTS;
        breakOff(report.unreadable(why, last));
    }

    /** Every alarm is counted; of a flood only some are told, so that it cannot fill a disk. */
    private static boolean told(long count) {
        return count <= ALARMS || count % ALARMS_APART == 0;
    }

    private void breakOff(Outcome outcome) {
        SmtpConnection used = connection;
        end(outcome);
        if (used != null) {
            used.close();
        }
    }

    private void advance() {
        walk.next(this::connect, this::noAddress, this::exhausted);
    }

    private void noAddress(MxHost host, Failure failure) {
        if (!done) {
            report.turnTo(host.getHost(), "");
            lastFailure = failure;
            advance();
        }
    }

    private void exhausted() {
        if (!done) {
            Failure last = lastFailure;
            Failure failure = last != null ? last : Failure.of(Stage.DNS, Cause.NO_ADDRESS, "the route has no host");
            fail(failure, loop.engine().policy().decide(failure, true));
        }
    }

    private void connect(AddressWalk.Target target, boolean fresh) {
        if (done) {
            return;
        }
        Endpoint endpoint = walk.endpoint(target);
        report.turnTo(target.host().getHost(), target.address().getHostAddress());
        SmtpConnection warm = fresh ? null : loop.takeWarm(endpoint);
        if (warm == null) {
            connection = loop.open(endpoint, target.host().getHost(), walk.shaping(), this);
        } else {
            loop.metrics().reused.increment();
            ready(warm);
        }
    }

    @Override
    public void ready(SmtpConnection ready) {
        connection = ready;
        report.on(ready);
        begin(new Transaction(ready, delivery, this), ready);
    }

    private void begin(Transaction transaction, SmtpConnection on) {
        if (done || on != connection) {
            return;
        }
        if (loop.stalled()) {
            stalled();
        } else if (listener.mayStart()) {
            transaction.begin();
        } else {
            loop.executor().schedule(() -> begin(transaction, on), HELD_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** Another process may have been given this delivery: an outcome of ours could only confuse. */
    private void stalled() {
        SmtpConnection used = connection;
        finish();
        if (used != null) {
            used.close();
        }
        listener.onStall();
    }

    @Override
    public boolean mayWriteContent() {
        if (!done && loop.stalled()) {
            stalled();
        }
        return !done;
    }

    @Override
    public void mailWritten() {
        report.mailWritten();
        if (dispatched == null) {
            long after = loop.config().timeouts().dispatched().toNanos();
            dispatched = loop.executor().schedule(this::stillUnanswered, after, TimeUnit.NANOSECONDS);
        }
    }

    private void stillUnanswered() {
        if (!done) {
            listener.onOutcome(report.dispatched());
        }
    }

    @Override
    public Pieces content(Runnable more) {
        return body.pieces(more);
    }

    @Override
    public void dotWritten() {
        pastDot = true;
        report.contentWritten();
    }

    @Override
    public void accepted(Reply reply) {
        if (!done) {
            loop.metrics().delivered.increment();
            end(report.delivered(reply));
        }
    }

    @Override
    public void failed(Failure failure) {
        SmtpConnection used = connection;
        connection = null;
        body.close();
        if (done) {
            return;
        }
        if (loop.stalled()) {
            stalled();
        } else if (used != null && stale(used, failure)) {
            walk.again(this::connect);
        } else if (used != null
                && failure.cause() == Cause.TLS
                && used.endpoint().tls() != Endpoint.Tls.REQUIRED) {
            loop.tlsBroken(used.endpoint().address());
            walk.again(this::connect);
        } else {
            judge(failure);
        }
    }

    /** A warm connection that turns out to be gone says nothing about the host: the same address again, afresh. */
    private static boolean stale(SmtpConnection used, Failure failure) {
        Reply reply = failure.reply();
        return used.transactions() > 1
                && (failure.stage() == Stage.RSET || failure.stage() == Stage.MAIL)
                && (failure.cause() == Cause.LOST
                        || failure.cause() == Cause.TIMEOUT
                        || (reply != null && reply.code() == 421));
    }

    private void judge(Failure failure) {
        Verdict verdict = loop.engine().policy().decide(failure, false);
        if (verdict.action() == Verdict.Action.NEXT_HOST) {
            pastDot = false;
            lastFailure = failure;
            advance();
        } else {
            fail(failure, verdict);
        }
    }

    private void fail(Failure failure, Verdict verdict) {
        if (verdict.uncertain()) {
            loop.metrics().uncertain.increment();
        }
        end(report.failed(failure, verdict));
    }

    private void deadlinePassed() {
        SmtpConnection used = connection;
        Stage stage = used == null ? Stage.DNS : used.stage();
        if (used != null) {
            used.close();
        }
        if (!done && loop.stalled()) {
            stalled();
        } else if (!done) {
            String detail = "no outcome within " + loop.config().timeouts().attempt() + ", last at " + stage.word();
            Failure failure = Failure.of(stage, Cause.DEADLINE, detail);
            fail(failure, loop.engine().policy().decide(failure, true));
        }
    }

    private void end(Outcome outcome) {
        finish();
        listener.onOutcome(outcome);
    }

    private void finish() {
        done = true;
        connection = null;
        body.close();
        loop.metrics().ended.increment();
        if (deadline != null) {
            deadline.cancel(false);
        }
        if (dispatched != null) {
            dispatched.cancel(false);
        }
    }

    @Override
    public boolean pastFinalDot() {
        return pastDot;
    }

    @Override
    public void abandon(Runnable gone) {
        loop.executor().execute(() -> {
            if (done || pastDot) {
                return;
            }
            SmtpConnection used = connection;
            finish();
            if (used != null) {
                used.close();
            }
            gone.run();
        });
    }
}
