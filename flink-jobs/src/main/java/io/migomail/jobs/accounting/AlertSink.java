package io.migomail.jobs.accounting;

import io.migomail.analytics.WindowFact;
import io.migomail.core.AlertKind;
import io.migomail.core.TimeSource;
import io.migomail.jobs.JobConfig;
import io.migomail.jobs.JobMetric;
import io.migomail.mta.metric.FlinkMeters;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Ends of deliveries to the control plane's alerts, which are written by a thread of their own. One task is enough. */
final class AlertSink implements Sink<WindowFact>, SupportsWriterState<WindowFact, byte[]> {
    private static final long serialVersionUID = 1L;

    private final JobConfig config;

    AlertSink(JobConfig config) {
        this.config = config;
    }

    @Override
    public StatefulSinkWriter<WindowFact, byte[]> createWriter(WriterInitContext context) throws IOException {
        return restoreWriter(context, List.of());
    }

    @Override
    public StatefulSinkWriter<WindowFact, byte[]> restoreWriter(WriterInitContext context, Collection<byte[]> state)
            throws IOException {
        AlertClients clients = AlertClients.open(config);
        AlertBook book = clients.book(AlertKind.SLO_BURN);
        FlinkMeters meters = new FlinkMeters(context.metricGroup());
        meters.gauge(JobMetric.ALERTS, book::open, AlertKind.SLO_BURN.word());
        return new AlertWriter(
                Desk.thread("alerts", found -> book.settle(found, TimeSource.SYSTEM.wallMillis()), clients::close),
                context.getProcessingTimeService(),
                state,
                new PromiseMeters(meters));
    }

    @Override
    public SimpleVersionedSerializer<byte[]> getWriterStateSerializer() {
        return new StoreSink.RecordSerializer();
    }
}
