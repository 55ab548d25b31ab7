package io.migomail.ingress.metric;

import io.migomail.core.Environment;
import io.migomail.core.MessageClass;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.mail.smtp.SmtpCommand;
import io.migomail.telemetry.Label;
import io.migomail.telemetry.Metric;
import io.migomail.telemetry.Unit;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;

/** Every metric of the ingress. */
public enum IngressMetric implements Metric.Defined {
    REQUESTS(Metric.counter(
                    "migomail_ingress_requests_total",
                    Unit.REQUESTS,
                    "HTTP requests that were answered, of the API, of tracking and of pages; sign-ins are those of POST /login"
                            + " (303 = signed in) and GET /login/oidc/callback.",
                    Label.atMost(
                            250,
                            "route",
                            "path as the table of routes has it, never that of the request; unmatched = none of them"),
                    Label.of("method", "method of the request", "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"),
                    Label.atMost(40, "status", "status of the answer"))
            .atMost(1_500)),
    REQUEST_TIME(Metric.histogram(
                    "migomail_ingress_request_seconds",
                    Unit.SECONDS,
                    "Time from a request's head to its whole answer.",
                    Metric.SHORT,
                    Label.atMost(250, "route", "as in migomail_ingress_requests_total"))
            .atMost(250)),
    REQUESTS_IN_FLIGHT(
            Metric.gauge("migomail_ingress_requests_in_flight", Unit.REQUESTS, "Requests that are being served now.")),
    REQUEST_BUFFERED(Metric.gauge(
            "migomail_ingress_request_buffered_bytes", Unit.BYTES, "Octets of request bodies that are held now.")),
    ACCEPTED(Metric.counter(
            "migomail_ingress_accepted_total",
            Unit.MESSAGES,
            "Messages that were made durable and answered so.",
            classes(),
            doors(),
            environments())),
    ACCEPT_TIME(Metric.histogram(
            "migomail_ingress_accept_seconds",
            Unit.SECONDS,
            "Time from a request fully read to its message durable, by the wall clock.",
            Metric.SHORT,
            classes(),
            doors())),
    REFUSALS(Metric.counter(
            "migomail_ingress_refusals_total",
            Unit.REQUESTS,
            "Requests and mails that were answered with a problem; a caller beyond its rate has the code rate_limited.",
            doors(),
            Label.of("code", "code of the problem (docs/errors.md)", words(ErrorCode.values(), ErrorCode::word)))),
    APPEND_TIME(Metric.histogram(
            "migomail_ingress_append_seconds",
            Unit.SECONDS,
            "Time that Kafka takes to acknowledge a message.",
            Metric.SHORT,
            classes())),
    APPEND_FAILURES(Metric.counter(
            "migomail_ingress_append_failures_total",
            Unit.MESSAGES,
            "Messages that Kafka did not acknowledge in time; their senders were told to send again.",
            classes())),
    BODY_TIME(Metric.histogram(
            "migomail_ingress_body_put_seconds",
            Unit.SECONDS,
            "Time that the body store takes for a body over 256 KB.",
            Metric.SHORT)),
    BODY_FAILURES(Metric.counter(
            "migomail_ingress_body_put_failures_total", Unit.MESSAGES, "Bodies that the body store did not take.")),
    CONTROL_LAG(Metric.gauge(
            "migomail_ingress_control_lag_records",
            Unit.RECORDS,
            "Records of the control topic that the node's view does not show yet, as it last heard.")),
    LIVE_STREAMS(Metric.gauge(
            "migomail_ingress_live_streams", Unit.CONNECTIONS, "Pages that are open and told of events as they come.")),
    READY(Metric.gauge(
            "migomail_ingress_ready", Unit.FLAG, "Whether a message would be accepted now, as /healthz/ready says.")),
    SMTP_SESSIONS(Metric.counter(
            "migomail_ingress_smtp_sessions_total",
            Unit.CONNECTIONS,
            "Connections to the SMTP servers.",
            servers(),
            Label.of("result", "refused = there were too many", "opened", "refused"))),
    SMTP_CONNECTIONS(Metric.gauge(
            "migomail_ingress_smtp_connections", Unit.CONNECTIONS, "Connections that are open now.", servers())),
    SMTP_BUFFERED(Metric.gauge(
            "migomail_ingress_smtp_buffered_bytes", Unit.BYTES, "Octets of mail that are held now.", servers())),
    SMTP_COMMANDS(Metric.counter(
            "migomail_ingress_smtp_commands_total",
            Unit.COUNT,
            "Commands of SMTP clients.",
            servers(),
            Label.of(
                    "verb",
                    "the command; unknown = none that the server knows",
                    words(SmtpCommand.Verb.values(), verb -> verb.name().toLowerCase(Locale.ROOT))))),
    SMTP_REPLIES(Metric.counter(
            "migomail_ingress_smtp_replies_total",
            Unit.COUNT,
            "Replies to SMTP clients by the first digit of their code.",
            servers(),
            Label.of("class", "2xx done, 3xx go on, 4xx not now, 5xx never", "2xx", "3xx", "4xx", "5xx")));

    /** The door of REST. */
    public static final String REST = "rest";

    /** The door of SMTP submission. */
    public static final String SMTP = "smtp";

    /** The server of {@code MIGO_SMTP}. */
    public static final String SUBMISSION = "submission";

    /** The server of {@code MIGO_INBOUND}. */
    public static final String INBOUND = "inbound";

    private final Metric metric;

    IngressMetric(Metric metric) {
        this.metric = metric;
    }

    @Override
    public Metric metric() {
        return metric;
    }

    private static Label classes() {
        return Label.of("class", "class of the message", words(MessageClass.values(), MessageClass::word));
    }

    private static Label doors() {
        return Label.of("door", "how it came", REST, SMTP);
    }

    private static Label environments() {
        return Label.of("environment", "of the key", words(Environment.values(), Environment::word));
    }

    private static Label servers() {
        return Label.of("server", "submission = MIGO_SMTP, inbound = MIGO_INBOUND", SUBMISSION, INBOUND);
    }

    private static <T> String[] words(T[] values, Function<T, String> word) {
        return Arrays.stream(values).map(word).toArray(String[]::new);
    }
}
