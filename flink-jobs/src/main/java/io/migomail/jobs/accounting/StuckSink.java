package io.migomail.jobs.accounting;

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

/** Overdue deliveries to the control plane's alerts, once they are found to be stuck, by a thread of its own. One task is enough. */
final class StuckSink implements Sink<Overdue>, SupportsWriterState<Overdue, byte[]> {
    private static final long serialVersionUID = 1L;

    private final JobConfig config;

    StuckSink(JobConfig config) {
        this.config = config;
    }

    @Override
    public StatefulSinkWriter<Overdue, byte[]> createWriter(WriterInitContext context) throws IOException {
        return restoreWriter(context, List.of());
    }

    @Override
    public StatefulSinkWriter<Overdue, byte[]> restoreWriter(WriterInitContext context, Collection<byte[]> state)
            throws IOException {
        AlertClients clients = AlertClients.open(config);
        KafkaPositions positions = new KafkaPositions(config.kafka());
        KafkaWhereabouts pace = new KafkaWhereabouts(config.kafka(), clients.producer(), TimeSource.SYSTEM);
        StuckJudge judge = new StuckJudge(new ReadMark(positions, ReadMark.journal(config.cells())), pace);
        AlertBook book = clients.book(AlertKind.STUCK_DELIVERIES);
        FlinkMeters meters = new FlinkMeters(context.metricGroup());
        meters.gauge(JobMetric.STUCK, judge::stuck);
        meters.gauge(JobMetric.ALERTS, book::open, AlertKind.STUCK_DELIVERIES.word());
        return new StuckWriter(
                Desk.thread(
                        "stuck-deliveries", views -> settle(judge, book, views, TimeSource.SYSTEM.wallMillis()), () -> {
                            pace.close();
                            positions.close();
                            clients.close();
                        }),
                context.getProcessingTimeService(),
                state);
    }

    /** Writes what is found of these, where anything can be said. @param now milliseconds */
    static void settle(StuckJudge judge, AlertBook book, List<OverdueList.View> views, long now)
            throws InterruptedException {
        List<AlertFinding> found = judge.judge(views, now);
        if (found != null) {
            book.settle(found, now);
        }
    }

    @Override
    public SimpleVersionedSerializer<byte[]> getWriterStateSerializer() {
        return new StoreSink.RecordSerializer();
    }
}
