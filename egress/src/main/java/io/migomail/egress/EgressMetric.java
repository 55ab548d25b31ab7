package io.migomail.egress;

import io.migomail.core.EgressLimits;
import io.migomail.telemetry.Label;
import io.migomail.telemetry.Metric;
import io.migomail.telemetry.Unit;
import java.util.Arrays;

/** Every metric of an egress node. */
public enum EgressMetric implements Metric.Defined {
    HANDSHAKES(Metric.counter(
            "migomail_egress_handshakes_total",
            Unit.CONNECTIONS,
            "Connections of clients, by what came of what they asked for.",
            Label.of(
                    "result",
                    "connected = mail may flow, left = the client went first (as where it only tries a source); not_owned, unbindable = of the source;"
                            + " not_allowed, refused, unreachable, timed_out, failed = of the destination; unauthenticated, malformed, slow ="
                            + " of the client; crowded = there were too many",
                    Arrays.stream(Result.values()).map(Result::word).toArray(String[]::new)))),
    CONNECTIONS(Metric.gauge(
            "migomail_egress_connections",
            Unit.CONNECTIONS,
            "Connections of clients that are open now; further ones are closed at " + EgressLimits.CONNECTIONS + ".")),
    TRANSFERRED(Metric.counter(
            "migomail_egress_transferred_bytes_total",
            Unit.BYTES,
            "Octets that went through, the handshake's not among them.",
            Label.of(
                    "direction",
                    "sent = to destinations, received = from them",
                    EgressMetric.SENT,
                    EgressMetric.RECEIVED))),
    UNBINDABLE(Metric.gauge(
            "migomail_egress_source_unbindable",
            Unit.FLAG,
            "Whether the machine did not let the node bind this source address of its own when it tried last.",
            Label.atMost(EgressLimits.SOURCES, "source", "address that the node owns")));

    /** To destinations. */
    static final String SENT = "sent";

    /** From destinations. */
    static final String RECEIVED = "received";

    private final Metric metric;

    EgressMetric(Metric metric) {
        this.metric = metric;
    }

    @Override
    public Metric metric() {
        return metric;
    }
}
