package io.migomail.ingress;

import io.migomail.core.HostPort;
import io.migomail.core.ReturnPaths;
import io.migomail.core.Setting;
import io.migomail.core.Settings;
import io.migomail.ingress.inbound.InboundServer;
import io.migomail.ingress.rest.Ingress;
import io.migomail.ingress.rest.PageRoute;
import io.migomail.ingress.smtp.SmtpSubmission;
import io.migomail.ingress.smtp.SubmissionParts;
import io.migomail.mail.smtp.server.SmtpServer;
import io.migomail.mail.tls.ServerCertificate;
import io.migomail.telemetry.Readiness;
import io.migomail.telemetry.Registry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The doors of a node. {@link #start} returns when they are open; {@link #close} goes on serving for
 * {@code MIGO_DRAIN_SECONDS}, not ready any more, then lets requests and mail on their way end, within a bound.
 *
 * <p>Next on the message's way: {@link Ingress} for REST, {@link SmtpSubmission} for SMTP.
 */
public final class IngressNode implements AutoCloseable {
    private static final Duration DRAIN = Duration.ofSeconds(20);
    private static final HostPort SUBMISSION = new HostPort("127.0.0.1", 587);

    private final Ingress ingress;
    private final HostPort http;
    private final List<SmtpServer> mail;
    private final int leavingSeconds;

    /** @param mail submission, then what there is beside it */
    private IngressNode(Ingress ingress, HostPort http, List<SmtpServer> mail, int leavingSeconds) {
        this.leavingSeconds = leavingSeconds;
        this.ingress = ingress;
        this.http = http;
        this.mail = mail;
    }

    /**
     * Opens {@code MIGO_HTTP}, {@code MIGO_SMTP} and, where it is given, {@code MIGO_INBOUND}; where the latter is not given, also 127.0.0.1:587 if this process
     * may bind it.
     *
     * @throws IOException where an address cannot be bound
     */
    public static IngressNode start(
            Settings settings, Ingress.Parts parts, ServerCertificate certificate, List<PageRoute> pages)
            throws IOException {
        int leavingSeconds = settings.number(Setting.MIGO_DRAIN_SECONDS, 0);
        Ingress ingress = new Ingress(settings, parts, pages);
        HostPort http = settings.address(Setting.MIGO_HTTP);
        http = new HostPort(http.host(), ingress.start());
        List<SmtpServer> mail = new ArrayList<>();
        try {
            mail.add(submission(settings, ingress, parts, certificate));
            if (settings.has(Setting.MIGO_INBOUND)) {
                mail.add(inbound(settings, parts, certificate, ingress));
            }
            return new IngressNode(ingress, http, List.copyOf(mail), leavingSeconds);
        } catch (IOException | RuntimeException e) {
            mail.forEach(SmtpServer::close);
            ingress.close();
            throw e;
        }
    }

    private static SmtpServer submission(
            Settings settings, Ingress ingress, Ingress.Parts parts, ServerCertificate certificate) throws IOException {
        SubmissionParts inside = new SubmissionParts(
                ingress.intake(),
                ingress.authenticator(),
                parts.control().view(),
                parts.time(),
                ingress::withinRate,
                ingress.meters());
        return SmtpSubmission.start(
                new SmtpSubmission.Place(addresses(settings), List.of(), hostName(settings), certificate), inside);
    }

    private static SmtpServer inbound(
            Settings settings, Ingress.Parts parts, ServerCertificate certificate, Ingress ingress) throws IOException {
        return InboundServer.start(
                new InboundServer.Place(settings.addresses(Setting.MIGO_INBOUND), hostName(settings), certificate),
                new InboundServer.Parts(
                        new ReturnPaths(parts.master()::derive),
                        parts.control().view(),
                        settings.get(Setting.MIGO_TRACKING_DOMAIN),
                        parts.facts(),
                        parts.time(),
                        ingress.meters()));
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
        return first(mail.get(0));
    }

    /** Where bounces and complaints are taken, with the port that was bound; null = nowhere. */
    public @Nullable HostPort inbound() {
        return mail.size() < 2 ? null : first(mail.get(1));
    }

    /** What it counts. */
    public Registry registry() {
        return ingress.meters().registry();
    }

    /** Whether a message would be accepted now. */
    public Readiness readiness() {
        return ingress.readiness();
    }

    private static HostPort first(SmtpServer server) {
        InetSocketAddress bound = server.addresses().get(0);
        return new HostPort(bound.getAddress().getHostAddress(), bound.getPort());
    }

    @Override
    public void close() {
        ingress.leave();
        try {
            TimeUnit.SECONDS.sleep(leavingSeconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // who closes it has no more time
        }
        try {
            CompletableFuture.allOf(mail.stream()
                            .map(server -> server.stop(DRAIN).toCompletableFuture())
                            .toArray(CompletableFuture[]::new))
                    .join();
        } catch (CompletionException e) {
            throw new IllegalStateException("a mail server did not stop", e.getCause());
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
