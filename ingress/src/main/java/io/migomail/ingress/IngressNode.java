package io.migomail.ingress;

import io.migomail.core.HostPort;
import io.migomail.core.Setting;
import io.migomail.core.Settings;
import io.migomail.ingress.rest.Ingress;
import io.migomail.ingress.rest.PageRoute;
import io.migomail.ingress.smtp.SmtpSubmission;
import io.migomail.ingress.smtp.SubmissionParts;
import io.migomail.mail.smtp.server.SmtpServer;
import io.migomail.mail.tls.ServerCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;

/**
 * Both doors of a node. {@link #start} returns when they are open; {@link #close} lets requests and mail on their way
 * end first, within a bound.
 *
 * <p>Next on the message's way: {@link Ingress} for REST, {@link SmtpSubmission} for SMTP.
 */
public final class IngressNode implements AutoCloseable {
    private static final Duration DRAIN = Duration.ofSeconds(20);
    private static final HostPort SUBMISSION = new HostPort("127.0.0.1", 587);

    private final Ingress ingress;
    private final HostPort http;
    private final SmtpServer submission;

    private IngressNode(Ingress ingress, HostPort http, SmtpServer submission) {
        this.ingress = ingress;
        this.http = http;
        this.submission = submission;
    }

    /**
     * Opens {@code MIGO_HTTP} and {@code MIGO_SMTP}; where the latter is not given, also 127.0.0.1:587 if this process
     * may bind it.
     *
     * @throws IOException where an address cannot be bound
     */
    public static IngressNode start(
            Settings settings, Ingress.Parts parts, ServerCertificate certificate, List<PageRoute> pages)
            throws IOException {
        Ingress ingress = new Ingress(settings, parts, pages);
        HostPort http = settings.address(Setting.MIGO_HTTP);
        http = new HostPort(http.host(), ingress.start());
        try {
            SubmissionParts inside = new SubmissionParts(
                    ingress.intake(),
                    ingress.authenticator(),
                    parts.control().view(),
                    parts.time(),
                    ingress::withinRate);
            SmtpServer submission = SmtpSubmission.start(
                    new SmtpSubmission.Place(addresses(settings), List.of(), hostName(settings), certificate), inside);
            return new IngressNode(ingress, http, submission);
        } catch (IOException | RuntimeException e) {
            ingress.close();
            throw e;
        }
    }

    /** Our name by the settings, else the machine's. */
    public static String hostName(Settings settings) {
        if (settings.has(Setting.MIGO_HOSTNAME)) {
            return settings.get(Setting.MIGO_HOSTNAME);
        }
        try {
            return InetAddress.getLocalHost().getCanonicalHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    /** Where REST is served, with the port that was bound. */
    public HostPort http() {
        return http;
    }

    /** Where submission is served: the first address of the settings, with the port that was bound. */
    public HostPort smtp() {
        InetSocketAddress bound = submission.addresses().get(0);
        return new HostPort(bound.getAddress().getHostAddress(), bound.getPort());
    }

    @Override
    public void close() {
        try {
            submission.stop(DRAIN).toCompletableFuture().join();
        } catch (CompletionException e) {
            throw new IllegalStateException("submission did not stop", e.getCause());
        } finally {
            ingress.close();
        }
    }

    private static List<HostPort> addresses(Settings settings) {
        List<HostPort> out = new ArrayList<>();
        out.addAll(settings.addresses(Setting.MIGO_SMTP));
        if (!settings.given(Setting.MIGO_SMTP) && free(SUBMISSION)) {
            out.add(SUBMISSION);
        }
        return out;
    }

    private static boolean free(HostPort address) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(address.host(), address.port()));
            return true;
        } catch (IOException e) {
            return false; // not allowed, or taken: 2525 serves
        }
    }
}
