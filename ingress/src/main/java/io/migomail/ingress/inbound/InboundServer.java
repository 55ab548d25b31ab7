package io.migomail.ingress.inbound;

import io.migomail.control.ControlView;
import io.migomail.core.HostPort;
import io.migomail.core.Limits;
import io.migomail.core.ReturnPaths;
import io.migomail.core.TimeSource;
import io.migomail.ingress.fact.FactLog;
import io.migomail.ingress.metric.IngressMeters;
import io.migomail.ingress.metric.IngressMetric;
import io.migomail.ingress.metric.SmtpMeter;
import io.migomail.mail.smtp.server.SmtpServer;
import io.migomail.mail.smtp.server.SmtpServerConfig;
import io.migomail.mail.smtp.server.SmtpServerConfig.Bounds;
import io.migomail.mail.smtp.server.SmtpServerConfig.Extension;
import io.migomail.mail.smtp.server.TlsContexts;
import io.migomail.mail.tls.ServerCertificate;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;

/**
 * The MX of return paths (docs/inbound.md): takes bounces and complaints from anybody, over TLS where the other side wants to,
 * and nothing else.
 *
 * <p>Next on the way of what it takes: the accounting job.
 */
public final class InboundServer {
    private static final Duration TRANSFER = Duration.ofMinutes(5);

    private InboundServer() {}

    /** Where and as whom it listens. */
    public record Place(List<HostPort> addresses, String hostName, ServerCertificate certificate) {}

    /**
     * What it works with.
     *
     * @param operatorHost host that sending domains' aliases lead to; complaints come to {@code fbl@} it
     */
    public record Parts(
            ReturnPaths paths,
            ControlView view,
            String operatorHost,
            FactLog facts,
            TimeSource time,
            IngressMeters meters) {}

    /**
     * Starts it; the server returned is stopped by the caller.
     *
     * @throws IOException where an address cannot be bound
     */
    public static SmtpServer start(Place place, Parts parts) throws IOException {
        SmtpServerConfig.Builder config = SmtpServerConfig.builder(place.hostName())
                .tls(TlsContexts.server(place.certificate()))
                .extensions(EnumSet.complementOf(EnumSet.of(Extension.AUTH)))
                .bounds(new Bounds(
                        Limits.INBOUND_BYTES,
                        Limits.INBOUND_RECIPIENTS,
                        0,
                        Limits.SMTP_IDLE,
                        TRANSFER,
                        Limits.inboundBufferedBytes(),
                        Limits.INBOUND_CONNECTIONS,
                        Limits.INBOUND_CONNECTIONS_PER_ADDRESS));
        place.addresses().forEach(config::listen);
        InboundAddresses addresses = new InboundAddresses(parts.paths(), parts.view(), parts.operatorHost());
        InboundReports reports = new InboundReports(addresses, parts.facts(), parts.time());
        SmtpMeter meter = parts.meters().smtp(IngressMetric.INBOUND);
        return meter.serve(SmtpServer.start(
                config.observer(meter).build(), connection -> new InboundConversation(addresses, reports)));
    }
}
