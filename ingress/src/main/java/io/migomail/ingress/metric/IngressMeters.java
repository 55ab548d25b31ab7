package io.migomail.ingress.metric;

import io.migomail.core.TimeSource;
import io.migomail.core.record.AcceptedMessage;
import io.migomail.core.record.MessageHead;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.telemetry.Count;
import io.migomail.telemetry.Labelled;
import io.migomail.telemetry.Registry;
import io.migomail.telemetry.Spread;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

/** What a node counts and measures, as {@link IngressMetric} defines it. Thread-safe. */
public final class IngressMeters implements Consumer<AcceptedMessage> {
    private final Registry registry = new Registry();
    private final TimeSource time;
    private final Labelled<Count> requests = registry.counter(IngressMetric.REQUESTS);
    private final Labelled<Spread> requestTimes = registry.histogram(IngressMetric.REQUEST_TIME);
    private final Labelled<Count> accepted = registry.counter(IngressMetric.ACCEPTED);
    private final Labelled<Spread> acceptTimes = registry.histogram(IngressMetric.ACCEPT_TIME);
    private final Labelled<Count> refusals = registry.counter(IngressMetric.REFUSALS);
    private final Labelled<Spread> appendTimes = registry.histogram(IngressMetric.APPEND_TIME);
    private final Labelled<Count> appendFailures = registry.counter(IngressMetric.APPEND_FAILURES);
    private final Spread bodyTimes = registry.histogram(IngressMetric.BODY_TIME).with();
    private final Count bodyFailures =
            registry.counter(IngressMetric.BODY_FAILURES).with();
    private final Labelled<Count> smtpSessions = registry.counter(IngressMetric.SMTP_SESSIONS);
    private final Labelled<Count> smtpCommands = registry.counter(IngressMetric.SMTP_COMMANDS);
    private final Labelled<Count> smtpReplies = registry.counter(IngressMetric.SMTP_REPLIES);
    private final Map<String, SmtpMeter.Servers> servers = new ConcurrentHashMap<>();

    public IngressMeters(TimeSource time) {
        this.time = time;
        registry.gauges(
                IngressMetric.SMTP_CONNECTIONS, () -> SmtpMeter.Servers.ask(servers, SmtpMeter.Servers::connections));
        registry.gauges(IngressMetric.SMTP_BUFFERED, () -> SmtpMeter.Servers.ask(servers, SmtpMeter.Servers::buffered));
    }

    /** Where all of it is read. */
    public Registry registry() {
        return registry;
    }

    /** A gauge without labels, asked at each scrape on a thread of the management server; must not block. */
    public void watch(IngressMetric gauge, DoubleSupplier now) {
        registry.gauge(gauge, now);
    }

    /**
     * A request was answered.
     *
     * @param route as the table of routes has it
     */
    public void served(String route, String method, int status, long nanos) {
        requests.with(route, method, Integer.toString(status)).one();
        requestTimes.with(route).nanos(nanos);
    }

    /** A request or a mail was answered with a problem. */
    public void refused(String door, ErrorCode code) {
        refusals.with(door, code.word()).one();
    }

    /** A message became durable. */
    @Override
    public void accept(AcceptedMessage message) {
        MessageHead head = message.getHead();
        accepted.with(head.getMessageClass(), head.getEndpoint(), head.getEnvironment())
                .one();
        acceptTimes
                .with(head.getMessageClass(), head.getEndpoint())
                .observe(Math.max(0, time.wallMillis() - head.getReceivedAt()) / 1e3);
    }

    void appended(String messageClass, long nanos) {
        appendTimes.with(messageClass).nanos(nanos);
    }

    void notAppended(String messageClass) {
        appendFailures.with(messageClass).one();
    }

    void bodyKept(long nanos) {
        bodyTimes.nanos(nanos);
    }

    void bodyLost() {
        bodyFailures.one();
    }

    /** An observer for an SMTP server of that name; {@link SmtpMeter#serve} tells it of the server. */
    public SmtpMeter smtp(String server) {
        return new SmtpMeter(server, smtpSessions, smtpCommands, smtpReplies, running -> servers.put(server, running));
    }
}
