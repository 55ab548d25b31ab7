package io.migomail.ingress.smtp;

import io.migomail.core.HostPort;
import io.migomail.core.Limits;
import io.migomail.ingress.intake.LoginGuard;
import io.migomail.ingress.metric.IngressMetric;
import io.migomail.ingress.metric.SmtpMeter;
import io.migomail.mail.smtp.server.SmtpServer;
import io.migomail.mail.smtp.server.SmtpServerConfig;
import io.migomail.mail.smtp.server.SmtpServerConfig.Bounds;
import io.migomail.mail.smtp.server.SmtpServerConfig.Policy;
import io.migomail.mail.smtp.server.TlsContexts;
import io.migomail.mail.tls.ServerCertificate;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * The SMTP relay: STARTTLS (or implicit TLS) and AUTH before anything else. Each accepted message goes through the
 * intake like one of the REST API.
 *
 * <p>Next on the message's way: {@link io.migomail.ingress.intake.Intake}.
 */
public final class SmtpSubmission {
    private static final Duration TRANSFER = Duration.ofMinutes(10);
    private static final int CONNECTIONS_PER_ADDRESS = 1_000;

    private SmtpSubmission() {}

    /**
     * Where and as whom it listens.
     *
     * @param startTls addresses where the dialogue starts in clear (587, 2525)
     * @param implicitTls addresses where TLS starts at once (465)
     */
    public record Place(
            List<HostPort> startTls, List<HostPort> implicitTls, String hostName, ServerCertificate certificate) {}

    /**
     * Starts the relay; the server returned is stopped by the caller.
     *
     * @throws IOException where an address cannot be bound
     */
    public static SmtpServer start(Place place, SubmissionParts parts) throws IOException {
        SmtpServerConfig.Builder config = SmtpServerConfig.builder(place.hostName())
                .tls(TlsContexts.server(place.certificate()))
                .policy(new Policy(true, true, false))
                .bounds(new Bounds(
                        Limits.MESSAGE_BYTES,
                        Limits.RECIPIENTS,
                        Limits.SMTP_TEXT_LINE_BYTES,
                        Limits.SMTP_IDLE,
                        TRANSFER,
                        Limits.bufferedBytes(),
                        Limits.INGRESS_CONNECTIONS,
                        CONNECTIONS_PER_ADDRESS));
        place.startTls().forEach(config::listen);
        place.implicitTls().forEach(config::listenTls);
        Submitter submitter = new Submitter(parts);
        LoginGuard guard = new LoginGuard(parts.time());
        SmtpMeter meter = parts.meters().smtp(IngressMetric.SUBMISSION);
        return meter.serve(SmtpServer.start(
                config.observer(meter).build(),
                connection -> new SubmissionConversation(connection, parts, submitter, guard, place.hostName())));
    }
}
