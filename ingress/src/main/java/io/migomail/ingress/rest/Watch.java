package io.migomail.ingress.rest;

import io.migomail.core.HealthLimits;
import io.migomail.ingress.metric.IngressMeters;
import io.migomail.ingress.metric.IngressMetric;
import io.migomail.telemetry.Readiness;

/** Tells operators how a node is. */
final class Watch {
    private Watch() {}

    /** What must hold for a send to be accepted now. ClickHouse is no part of it: mail is taken without. */
    static Readiness conditions(RestServer server, Ingress.Parts parts) {
        return new Readiness()
                .with("open", () -> !server.leaving())
                .with("kafka", parts.log()::healthy)
                .with("control", () -> parts.control().behind() <= HealthLimits.CONTROL_BEHIND);
    }

    /** The gauges of the node. */
    static void gauges(IngressMeters meters, RestServer server, WebSide web, Ingress.Parts parts) {
        meters.watch(IngressMetric.REQUESTS_IN_FLIGHT, server::inFlight);
        meters.watch(IngressMetric.REQUEST_BUFFERED, server::bufferedOctets);
        meters.watch(IngressMetric.CONTROL_LAG, parts.control()::behind);
        meters.watch(IngressMetric.LIVE_STREAMS, web::streams);
        Readiness readiness = conditions(server, parts);
        meters.watch(IngressMetric.READY, () -> readiness.ready() ? 1 : 0);
    }
}
