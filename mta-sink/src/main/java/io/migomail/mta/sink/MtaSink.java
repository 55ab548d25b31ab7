package io.migomail.mta.sink;

import io.migomail.core.TimeSource;
import io.migomail.mta.Attempt;
import io.migomail.mta.engine.DeliveryEngine;
import io.migomail.mta.engine.EngineMetrics;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.groups.SinkWriterMetricGroup;

/**
 * The MTA as a sink: takes the attempts that PACE emits, and tells what became of them in the journal, which PACE reads.
 * Stateless: whatever has no outcome in the journal is PACE's to attempt again, so a crash repeats at most the
 * transactions whose outcome had not been acknowledged. Checkpoints never wait for SMTP. Next: {@link MtaWriter}.
 */
public final class MtaSink implements Sink<Attempt> {
    private static final long serialVersionUID = 1;

    private final SinkConfig config;

    /** A sink of this configuration. */
    public MtaSink(SinkConfig config) {
        this.config = config;
    }

    @Override
    public SinkWriter<Attempt> createWriter(WriterInitContext context) {
        OutcomeJournal journal = config.journal().open();
        SharedEngine shared;
        try {
            shared = SharedEngine.acquire(config);
        } catch (RuntimeException e) {
            journal.close();
            throw e;
        }
        DeliveryEngine engine = shared.engine();
        gauges(context.metricGroup(), engine.metrics());
        return new MtaWriter(engine::submit, journal, shared::close, context.getMailboxExecutor(), TimeSource.SYSTEM);
    }

    private static void gauges(SinkWriterMetricGroup group, EngineMetrics metrics) {
        group.gauge("smtpInFlight", (Gauge<Long>) metrics::inFlight);
        group.gauge("smtpConnections", (Gauge<Long>) metrics::connectionsOpen);
        group.gauge("smtpConnectionsOpened", (Gauge<Long>) metrics::connectionsOpened);
        group.gauge("smtpConnectionsReused", (Gauge<Long>) metrics::connectionsReused);
        group.gauge("smtpUncertain", (Gauge<Long>) metrics::uncertain);
        group.gauge("smtpRefused", (Gauge<Long>) metrics::refused);
        group.gauge("smtpBodiesUnavailable", (Gauge<Long>) metrics::bodiesUnavailable);
        group.gauge("smtpEgressFailures", (Gauge<Long>) metrics::egressFailures);
        group.gauge("smtpSourcesAway", (Gauge<Long>) metrics::sourcesAway);
    }
}
