package io.migomail.ingress.smtp;

import io.migomail.core.TimeSource;
import io.migomail.ingress.intake.Accepted;
import io.migomail.ingress.intake.Caller;
import io.migomail.ingress.intake.Intake;
import io.migomail.ingress.intake.LoginGuard;
import io.migomail.ingress.intake.SendRequest;
import io.migomail.ingress.metric.IngressMeters;
import io.migomail.ingress.metric.IngressMetric;
import io.migomail.ingress.problem.Problem;
import io.migomail.mail.smtp.MailFrom;
import io.migomail.mail.smtp.SmtpReply;
import io.migomail.mail.smtp.server.Credentials;
import io.migomail.mail.smtp.server.Envelope;
import io.migomail.mail.smtp.server.SmtpConnection;
import io.migomail.mail.smtp.server.SmtpConversation;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One submitting client: logs in, then hands over messages. 250 is said only after the intake has made the message
 * durable; every problem becomes the reply of its code. On the connection's event loop; nothing is kept beyond the caller.
 */
final class SubmissionConversation implements SmtpConversation {
    private static final SmtpReply WELCOME = SmtpReply.of(235, "2.7.0", "Authentication successful");

    private final SmtpConnection connection;
    private final Submitter submitter;
    private final Intake intake;
    private final TimeSource time;
    private final LoginGuard guard;
    private final String hostName;
    private final IngressMeters meters;
    private @Nullable Caller caller;

    SubmissionConversation(
            SmtpConnection connection, SubmissionParts parts, Submitter submitter, LoginGuard guard, String hostName) {
        this.connection = connection;
        this.submitter = submitter;
        this.intake = parts.intake();
        this.time = parts.time();
        this.guard = guard;
        this.hostName = hostName;
        this.meters = parts.meters();
    }

    @Override
    public CompletionStage<SmtpReply> startTls() {
        caller = null;
        return CompletableFuture.completedFuture(SmtpReply.STANDARD);
    }

    @Override
    public CompletionStage<SmtpReply> authenticate(Credentials credentials) {
        try {
            caller = submitter.login(credentials, client());
            return CompletableFuture.completedFuture(WELCOME);
        } catch (Problem problem) {
            CompletableFuture<SmtpReply> late = new CompletableFuture<>();
            InetAddress client = client();
            Duration delay = guard.failed(client == null ? "" : client.getHostAddress(), credentials.user());
            connection.later(delay, () -> late.complete(refused(problem)));
            return late;
        }
    }

    @Override
    public CompletionStage<SmtpReply> mail(MailFrom from) {
        try {
            caller = submitter.checkMessage(caller(), client());
            return CompletableFuture.completedFuture(SmtpReply.STANDARD);
        } catch (Problem problem) {
            return CompletableFuture.completedFuture(refused(problem));
        }
    }

    @Override
    public CompletionStage<SmtpReply> data(Envelope envelope, byte[] content) {
        long receivedAt = time.wallMillis();
        String received = ReceivedField.of(connection, envelope, hostName, receivedAt);
        try {
            SendRequest request = RelayRequest.of(envelope, content, received, receivedAt);
            return intake.accept(caller(), request).handle(this::reply);
        } catch (Problem problem) {
            return CompletableFuture.completedFuture(refused(problem));
        }
    }

    /** What is no problem of the caller's is the server's to answer (451) and to log. */
    private SmtpReply reply(@Nullable Accepted accepted, @Nullable Throwable failure) {
        if (accepted != null) {
            return SmtpReply.of(250, "2.0.0", accepted.messageId());
        }
        Throwable cause = Problem.cause(failure);
        if (cause instanceof Problem problem) {
            return refused(problem);
        }
        throw new CompletionException(cause);
    }

    private SmtpReply refused(Problem problem) {
        meters.refused(IngressMetric.SMTP, problem.code());
        return ProblemReplies.of(problem);
    }

    private Caller caller() {
        if (caller == null) {
            throw new IllegalStateException("the server lets nobody send without AUTH");
        }
        return caller;
    }

    private @Nullable InetAddress client() {
        return connection.remote() instanceof InetSocketAddress socket ? socket.getAddress() : null;
    }
}
