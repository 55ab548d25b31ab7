package io.migomail.mta.sink;

import io.migomail.core.TimeSource;
import io.migomail.mta.Attempt;
import io.migomail.mta.engine.DeliveryEngine;
import io.migomail.mta.engine.EngineMetrics;
import io.migomail.mta.metric.FlinkMeters;
import io.migomail.mta.metric.MtaMetric;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

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
        FlinkMeters meters = new FlinkMeters(context.metricGroup());
        int teller = context.getTaskInfo().getIndexOfThisSubtask();
        engine.metrics().enter(teller);
        tell(meters, engine.metrics(), teller);
        return new MtaWriter(
                engine::submit,
                journal,
                () -> {
                    engine.metrics().leave(teller);
                    shared.close();
                },
                context.getMailboxExecutor(),
                TimeSource.SYSTEM,
                meters);
    }

    private static void tell(FlinkMeters meters, EngineMetrics engine, int teller) {
        meters.gauge(MtaMetric.IN_FLIGHT, () -> engine.told(teller, engine.inFlight()));
        meters.gauge(MtaMetric.CONNECTIONS, () -> engine.told(teller, engine.connectionsOpen()));
        meters.counter(MtaMetric.CONNECTIONS_OPENED, () -> engine.told(teller, engine.connectionsOpened()));
        meters.counter(MtaMetric.CONNECTIONS_REUSED, () -> engine.told(teller, engine.connectionsReused()));
        meters.counter(MtaMetric.UNCERTAIN, () -> engine.told(teller, engine.uncertain()));
        meters.counter(MtaMetric.REFUSED, () -> engine.told(teller, engine.refused()));
        meters.counter(MtaMetric.BODIES_UNAVAILABLE, () -> engine.told(teller, engine.bodiesUnavailable()));
        meters.counter(MtaMetric.TLS_FALLBACKS, () -> engine.told(teller, engine.tlsFallbacks()));
        meters.counter(MtaMetric.EGRESS_FAILURES, () -> engine.told(teller, engine.egressFailures()));
        meters.gauge(MtaMetric.SOURCES_AWAY, () -> engine.told(teller, engine.sourcesAway()));
    }
}
