package io.migomail.mta.metric;

import io.migomail.core.MessageClass;
import io.migomail.core.OutcomeKind;
import io.migomail.telemetry.Label;
import io.migomail.telemetry.Metric;
import io.migomail.telemetry.Place;
import io.migomail.telemetry.Unit;
import java.util.Arrays;

/** Every metric of the mail queue and of the delivery engine. */
public enum MtaMetric implements Metric.Defined {
    WAITING(Metric.gauge(
            "migomail_pace_waiting_deliveries",
            Unit.DELIVERIES,
            "Deliveries that wait in the mail queue: for their next attempt, a limit, or a rest to end.",
            Label.of(
                    "class",
                    "class of the message",
                    Arrays.stream(MessageClass.values()).map(MessageClass::word).toArray(String[]::new)))),
    PACE_IN_FLIGHT(Metric.gauge(
            "migomail_pace_in_flight_deliveries",
            Unit.DELIVERIES,
            "Deliveries whose attempt was emitted and whose outcome was not read yet.")),
    QUEUES(Metric.gauge(
            "migomail_pace_queues", Unit.COUNT, "Destinations of a pool in which something waits or is in flight.")),
    RESTS(Metric.gauge(
            "migomail_pace_rests",
            Unit.COUNT,
            "Destinations with mail that rest after refusals, or source addresses that one of them refused; until an attempt succeeds.",
            Label.of("scope", "destination = as a whole, source = one address towards it", "destination", "source"))),
    RESTORING(Metric.gauge(
            "migomail_pace_restoring",
            Unit.FLAG,
            "Whether a task still reads the journal after a start and so emits nothing (docs/adr/0012).")),
    CLOCK_STEPS(Metric.counter(
            "migomail_pace_clock_steps_total", Unit.COUNT, "Times that the machine's clock was set (docs/adr/0013).")),
    UNREADABLE(Metric.counter(
            "migomail_pace_unreadable_records_total",
            Unit.RECORDS,
            "Deliveries and outcomes that could not be read and were dropped.")),
    TOMBSTONES(
            Metric.counter(
                    "migomail_pace_tombstones_total",
                    Unit.COUNT,
                    "Tombstones that were written of deliveries which left the mail queue; each is kept for two hours, so what came in two hours is what there is.")),
    ATTEMPTS(Metric.counter(
            "migomail_mta_attempts_total",
            Unit.ATTEMPTS,
            "Attempts that ended, by what came of them.",
            Label.of(
                    "outcome",
                    "delivered, deferred = again later, bounced = never, failed = our own fault",
                    OutcomeKind.DELIVERED.word(),
                    OutcomeKind.DEFERRED.word(),
                    OutcomeKind.BOUNCED.word(),
                    OutcomeKind.FAILED.word(),
                    Label.OTHER))),
    JOURNAL_TIME(Metric.histogram(
            "migomail_mta_journal_append_seconds",
            Unit.SECONDS,
            "Time from an outcome to its acknowledgement by Kafka.",
            Metric.SHORT)),
    JOURNAL_LAG(Metric.gauge(
            "migomail_mta_journal_lag_seconds",
            Unit.SECONDS,
            "Age of the oldest outcome that Kafka has not acknowledged; above 0.5 no transaction starts.")),
    IN_FLIGHT(Metric.gauge(
            "migomail_mta_in_flight_attempts", Unit.ATTEMPTS, "Attempts of the engine without an outcome yet.")),
    CONNECTIONS(
            Metric.gauge("migomail_mta_connections", Unit.CONNECTIONS, "Connections to mail servers, in use or warm.")),
    CONNECTIONS_OPENED(Metric.counter(
            "migomail_mta_connections_opened_total", Unit.CONNECTIONS, "Connections to mail servers that were made.")),
    CONNECTIONS_REUSED(Metric.counter(
            "migomail_mta_connections_reused_total",
            Unit.COUNT,
            "Transactions on a connection that had carried one before.")),
    UNCERTAIN(
            Metric.counter(
                    "migomail_mta_uncertain_total",
                    Unit.ATTEMPTS,
                    "Attempts that broke off between the final dot and its reply: the mail may have arrived, and is sent again (RFC 1047).")),
    REFUSED(
            Metric.counter(
                    "migomail_mta_refused_total",
                    Unit.ATTEMPTS,
                    "Attempts that the engine itself refused: an address of another's pool, sandbox mail on its way out, unfit content.")),
    BODIES_UNAVAILABLE(Metric.counter(
            "migomail_mta_bodies_unavailable_total",
            Unit.ATTEMPTS,
            "Attempts whose message the body store did not give.")),
    TLS_FALLBACKS(Metric.counter(
            "migomail_mta_tls_fallbacks_total", Unit.COUNT, "Times that the TLS of a mail server did not work.")),
    EGRESS_FAILURES(
            Metric.counter(
                    "migomail_mta_egress_failures_total",
                    Unit.ATTEMPTS,
                    "Attempts that their egress node did not carry: it was away, refused us, or could not bind the source (docs/adr/0055).")),
    SOURCES_AWAY(Metric.gauge(
            "migomail_mta_sources_away",
            Unit.COUNT,
            "Source addresses whose egress node does not carry mail for them now."));

    private final Metric metric;

    MtaMetric(Metric metric) {
        this.metric = metric.at(Place.OPERATOR);
    }

    @Override
    public Metric metric() {
        return metric;
    }
}
