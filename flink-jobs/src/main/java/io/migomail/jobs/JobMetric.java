package io.migomail.jobs;

import io.migomail.analytics.LatencyStage;
import io.migomail.core.AlertKind;
import io.migomail.core.EventType;
import io.migomail.core.MessageClass;
import io.migomail.jobs.accounting.ProviderLabel;
import io.migomail.telemetry.Label;
import io.migomail.telemetry.Metric;
import io.migomail.telemetry.Place;
import io.migomail.telemetry.Unit;
import java.util.Arrays;
import java.util.function.Function;

/** Every metric of the two jobs beside those of PACE and the engine. */
public enum JobMetric implements Metric.Defined {
    RENDER_TIME(Metric.histogram(
                    "migomail_delivery_render_seconds",
                    Unit.SECONDS,
                    "Time to render and sign one message for all of its recipients.",
                    Metric.SHORT)
            .at(Place.OPERATOR)),
    RENDERED(Metric.counter(
                    "migomail_delivery_rendered_total",
                    Unit.DELIVERIES,
                    "Deliveries that were rendered and signed.",
                    classes())
            .at(Place.OPERATOR)),
    RENDER_FAILURES(Metric.counter(
                    "migomail_delivery_render_failures_total",
                    Unit.MESSAGES,
                    "Messages that could not be rendered, tries while the body store is away included.")
            .at(Place.OPERATOR)),
    DELIVERY_UNREADABLE(Metric.counter(
                    "migomail_delivery_unreadable_records_total",
                    Unit.RECORDS,
                    "Accepted messages that could not be read and were skipped.")
            .at(Place.OPERATOR)),
    DELIVERY_CONTROL_LATE(Metric.counter(
                    "migomail_delivery_control_late_total",
                    Unit.MESSAGES,
                    "Messages that were rendered by a view of the control topic older than the one that accepted them.")
            .at(Place.OPERATOR)),
    REPEATS(Metric.counter(
                    "migomail_delivery_idempotent_repeats_total",
                    Unit.DELIVERIES,
                    "Deliveries that were not sent because the first message of their idempotency key stands for them.")
            .at(Place.OPERATOR)),
    CONFLICTS(Metric.counter(
                    "migomail_delivery_idempotency_conflicts_total",
                    Unit.DELIVERIES,
                    "Deliveries that ended because their idempotency key was used with another body.")
            .at(Place.OPERATOR)),
    EVENTS(Metric.counter(
                    "migomail_accounting_events_total",
                    Unit.EVENTS,
                    "Public events that were derived; after a restart some are derived, and counted, again.",
                    Label.of(
                            "type",
                            "type of the event (docs/events.md)",
                            words(
                                    Arrays.stream(EventType.values())
                                            .filter(EventType::ofDelivery)
                                            .toArray(EventType[]::new),
                                    EventType::word)))
            .at(Place.DESERIALIZER)),
    OUTCOMES(Metric.counter(
                    "migomail_accounting_outcomes_total",
                    Unit.ATTEMPTS,
                    "What mail servers did with mail, by mailbox provider.",
                    Label.of(
                            "outcome",
                            "soft_bounce = put off, hard_bounce = refused for good",
                            EventType.DELIVERED.word(),
                            EventType.SOFT_BOUNCE.word(),
                            EventType.HARD_BOUNCE.word()),
                    Label.of(
                            "provider",
                            "known providers by their name; other = all the others",
                            ProviderLabel.values().toArray(String[]::new)))
            .at(Place.DESERIALIZER)),
    ACCOUNTING_UNREADABLE(Metric.counter(
                    "migomail_accounting_unreadable_records_total",
                    Unit.RECORDS,
                    "Records of the journal and events that could not be read and were skipped.")
            .at(Place.DESERIALIZER)),
    FACTS_UNREADABLE(Metric.counter(
                    "migomail_accounting_unreadable_facts_total",
                    Unit.RECORDS,
                    "Hits of tracking and reports by mail that could not be read and were skipped.")
            .at(Place.OPERATOR)),
    FACTS_UNKNOWN(Metric.counter(
                    "migomail_accounting_unknown_facts_total",
                    Unit.RECORDS,
                    "Hits and reports about a delivery that the event store does not know.")
            .at(Place.OPERATOR)),
    FACTS_UNTOLD(Metric.counter(
                    "migomail_accounting_untold_facts_total",
                    Unit.RECORDS,
                    "Hits and reports that are no event, as of a delivery that has ended otherwise.")
            .at(Place.OPERATOR)),
    ACCOUNTING_CONTROL_LATE(Metric.counter(
                    "migomail_accounting_control_late_total",
                    Unit.EVENTS,
                    "Events that were matched with webhooks by a view of the control topic older than their message.")
            .at(Place.OPERATOR)),
    STAGE_TIME(Metric.histogram(
                    "migomail_accounting_stage_seconds",
                    Unit.SECONDS,
                    "Time that a live delivery took for each part of its way, as the API tells it; each delivery once.",
                    Metric.LONG,
                    Label.of(
                            "stage",
                            "queue = received to durable, render, dispatch = to the first attempt, accept = to the 250, total",
                            words(LatencyStage.values(), LatencyStage::word)),
                    classes())
            .at(Place.OPERATOR)),
    PROMISES(Metric.counter(
                    "migomail_accounting_promises_total",
                    Unit.DELIVERIES,
                    "Live deliveries that ended, by whether they kept the promised time; each delivery once.",
                    classes(),
                    Label.of("promise", "broken = late, or failed through our own fault", "kept", "broken"))
            .at(Place.OPERATOR)),
    ALERTS(Metric.gauge(
                    "migomail_accounting_alerts_open",
                    Unit.COUNT,
                    "Alerts of applications that are open, as GET /v1/alerts tells them.",
                    Label.of("kind", "kind of the alert", words(AlertKind.values(), AlertKind::word)))
            .at(Place.OPERATOR)),
    STUCK(Metric.gauge(
                    "migomail_accounting_stuck_deliveries",
                    Unit.DELIVERIES,
                    "Deliveries of which nothing was heard in time and for which PACE has no reason (docs/adr/0054).")
            .at(Place.OPERATOR)),
    INSERT_TIME(Metric.histogram(
                    "migomail_store_insert_seconds",
                    Unit.SECONDS,
                    "Time that the event store takes for a batch.",
                    Metric.SHORT,
                    tables())
            .at(Place.OPERATOR)),
    INSERTED(Metric.counter(
                    "migomail_store_inserted_records_total",
                    Unit.RECORDS,
                    "Records that the event store took.",
                    tables())
            .at(Place.OPERATOR)),
    INSERT_RETRIES(Metric.counter(
                    "migomail_store_insert_retries_total",
                    Unit.COUNT,
                    "Batches that the event store did not take and that were tried again.",
                    tables())
            .at(Place.OPERATOR)),
    UNSTORED(Metric.gauge(
                    "migomail_store_waiting_records",
                    Unit.RECORDS,
                    "Records that were read and that the event store has not taken yet.",
                    tables())
            .at(Place.OPERATOR)),
    WEBHOOK_ATTEMPTS(Metric.counter(
                    "migomail_webhook_attempts_total",
                    Unit.ATTEMPTS,
                    "Calls of webhooks by the first digit of the answer's status.",
                    Label.of("result", "error = no answer", "2xx", "3xx", "4xx", "5xx", "error"))
            .at(Place.OPERATOR)),
    WEBHOOK_TIME(Metric.histogram(
                    "migomail_webhook_attempt_seconds",
                    Unit.SECONDS,
                    "Time to the answer of a webhook, or until there was none.",
                    Metric.SHORT)
            .at(Place.OPERATOR)),
    WEBHOOKS_FAILING(Metric.gauge(
                    "migomail_webhook_failing_endpoints",
                    Unit.COUNT,
                    "Webhooks that took nothing since an attempt failed, and to which less is sent therefore.")
            .at(Place.OPERATOR));

    private final Metric metric;

    JobMetric(Metric metric) {
        this.metric = metric;
    }

    @Override
    public Metric metric() {
        return metric;
    }

    private static Label classes() {
        return Label.of("class", "class of the message", words(MessageClass.values(), MessageClass::word));
    }

    private static Label tables() {
        return Label.of(
                "table",
                "what is stored",
                "events",
                "suppressions",
                "contents",
                "webhook_attempts",
                "windows",
                "late_windows");
    }

    private static <T> String[] words(T[] values, Function<T, String> word) {
        return Arrays.stream(values).map(word).toArray(String[]::new);
    }
}
