package io.migomail.mta.engine;

import io.migomail.core.Blame;
import io.migomail.core.OutcomeKind;
import io.migomail.core.TimeSource;
import io.migomail.core.body.Bodies;
import io.migomail.core.body.BodyException;
import io.migomail.core.record.Delivery;
import io.migomail.core.record.Instants;
import io.migomail.core.record.Outcome;
import io.migomail.core.record.SentMail;
import io.migomail.core.record.SmtpResult;
import io.migomail.mta.Attempt;
import io.migomail.mta.policy.Category;
import io.migomail.mta.policy.Failure;
import io.migomail.mta.policy.Reply;
import io.migomail.mta.policy.Stage;
import io.migomail.mta.policy.Verdict;
import java.net.InetSocketAddress;
import javax.net.ssl.SSLSession;

/** What an attempt has seen so far, and the outcome records made of it. On the attempt's event loop. */
final class AttemptReport {
    private final Attempt attempt;
    private final Delivery delivery;
    private final TimeSource time;
    private final SmtpResult.Builder smtp = SmtpResult.newBuilder();
    private long dispatchedAt;
    private boolean sent;

    AttemptReport(Attempt attempt, Delivery delivery, TimeSource time) {
        this.attempt = attempt;
        this.delivery = delivery;
        this.time = time;
        smtp.setEgressIp(attempt.egressIp());
    }

    /** The attempt turns to another host. */
    void turnTo(String host, String address) {
        smtp.clear().setEgressIp(attempt.egressIp()).setMx(host).setMxIp(address);
        sent = false;
    }

    /** It speaks to the host over this connection. */
    void on(SmtpConnection connection) {
        if (attempt.egressIp().isEmpty() && connection.channel().localAddress() instanceof InetSocketAddress local) {
            smtp.setEgressIp(local.getAddress().getHostAddress());
        }
        var tls = connection.tls();
        if (tls != null) {
            SSLSession session = tls.engine().getSession();
            smtp.setTlsVersion(session.getProtocol())
                    .setTlsCipher(session.getCipherSuite())
                    .setTlsCertificate(connection.certificate());
        }
    }

    void mailWritten() {
        dispatchedAt = time.wallMillis();
    }

    /** All of the message is on its way to this host. */
    void contentWritten() {
        sent = true;
    }

    Outcome dispatched() {
        return outcome(OutcomeKind.DISPATCHED, time.wallMillis()).build();
    }

    Outcome delivered(Reply reply) {
        long now = time.wallMillis();
        say(Stage.DOT, reply);
        Outcome.Builder outcome = attempted(OutcomeKind.DELIVERED, now);
        outcome.getInstantsBuilder().setAcceptedAt(now);
        return outcome.build();
    }

    /** Deferred or bounced, as the verdict says. */
    Outcome failed(Failure failure, Verdict verdict) {
        long now = time.wallMillis();
        Reply reply = failure.reply();
        smtp.setStage(failure.stage().word());
        if (reply != null) {
            say(failure.stage(), reply);
        } else if (verdict.code().equals("smtputf8_unsupported")) {
            smtp.setEnhanced("5.6.7");
        } else if (verdict.code().equals("message_too_large")) {
            smtp.setEnhanced("5.3.4");
        }
        boolean bounce = verdict.action() == Verdict.Action.BOUNCE;
        Outcome.Builder outcome = attempted(bounce ? OutcomeKind.BOUNCED : OutcomeKind.DEFERRED, now)
                .setCode(verdict.code())
                .setDetail(failure.detail())
                .setBlame(verdict.blame().word())
                .setCategory(verdict.category().word())
                .setHold(verdict.action().hold().word());
        if (!bounce && !verdict.retryAfter().isZero()) {
            outcome.setRetryAt(now + verdict.retryAfter().toMillis());
        }
        return outcome.build();
    }

    /** Refused by the engine itself; nothing was sent. */
    Outcome refused(Ownership.Refusal refusal) {
        return outcome(OutcomeKind.FAILED, time.wallMillis())
                .setCode(refusal.code())
                .setDetail(refusal.detail())
                .setBlame(Blame.US.word())
                .build();
    }

    /** The store did not give the message; {@code last} = nor will it. */
    Outcome unreadable(BodyException why, boolean last) {
        String detail = switch (why.kind()) {
            case MISSING -> "the body store has no such body";
            case DAMAGED -> "the body store has the body damaged";
            case FULL, AWAY -> "the body store does not answer";
        };
        return outcome(last ? OutcomeKind.FAILED : OutcomeKind.DEFERRED, time.wallMillis())
                .setCode("body_unavailable")
                .setDetail(detail)
                .setBlame(Blame.US.word())
                .setCategory(Category.OUR_SIDE.word())
                .build();
    }

    private void say(Stage stage, Reply reply) {
        smtp.setStage(stage.word())
                .setCode(reply.code())
                .setEnhanced(reply.enhanced())
                .setResponse(reply.text());
    }

    /** With what was sent, if all of it was: a refusal of the envelope says nothing about the message. */
    private Outcome.Builder attempted(OutcomeKind kind, long now) {
        Outcome.Builder outcome = outcome(kind, now);
        if (sent) {
            outcome.setSent(SentMail.newBuilder()
                    .setDigest(Bodies.digest(delivery))
                    .addAllSignatures(delivery.getSignaturesList()));
        }
        return outcome;
    }

    private Outcome.Builder outcome(OutcomeKind kind, long now) {
        return Outcome.newBuilder()
                .setDeliveryId(delivery.getDeliveryId())
                .setAttempt(attempt.number())
                .setKind(kind.word())
                .setHead(delivery.getHead())
                .setTraceparent(delivery.getTraceparent())
                .setRecipient(delivery.getRecipient())
                .setPaceKey(attempt.paceKey())
                .setAt(now)
                .setInstants(Instants.newBuilder()
                        .setReceivedAt(delivery.getHead().getReceivedAt())
                        .setQueuedAt(delivery.getQueuedAt())
                        .setRenderedAt(delivery.getRenderedAt())
                        .setDispatchedAt(dispatchedAt))
                .setSmtp(smtp)
                .setSize(Bodies.size(delivery))
                .setProvider(delivery.getRoute().getGroup())
                .setPoolId(delivery.getPoolId());
    }
}
