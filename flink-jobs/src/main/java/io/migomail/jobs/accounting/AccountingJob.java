package io.migomail.jobs.accounting;

import io.migomail.analytics.WindowFact;
import io.migomail.control.ControlPlane;
import io.migomail.core.TimeSource;
import io.migomail.core.Topics;
import io.migomail.core.Topics.Topic;
import io.migomail.jobs.FlinkSettings;
import io.migomail.jobs.JobConfig;
import io.migomail.jobs.KafkaEdge;
import io.migomail.jobs.KafkaEdge.Haste;
import io.migomail.jobs.Keyed;
import io.migomail.jobs.RecordBytes;
import io.migomail.mta.sink.TopicSink;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The accounting job: ten pipelines that meet in topics only, so that none delays another (docs/adr/0003). Next on
 * the way of an event: {@link EventDeriver}, {@link StoreWriter}, {@link WebhookMachine}.
 */
public final class AccountingJob {
    /** Facts of one topic that wait for the event store at a time, in a task. */
    private static final int FACTS = 5_000;

    private AccountingJob() {}

    /** Adds the job's operators. */
    public static void graph(StreamExecutionEnvironment env, JobConfig config) {
        env.configure(FlinkSettings.second());
        env.setParallelism(config.parallelism());
        derive(env, config);
        facts(env, config, "hits", Topics.HITS, HitEvent::read);
        facts(env, config, "reports", Topics.REPORTS, ReportEvent::read);
        store(env, config);
        suppressions(env, config);
        contents(env, config);
        webhookLog(env, config);
        webhooks(env, config);
        windows(env, config);
        stuck(env, config);
    }

    /** Accepted messages and outcomes become public events. */
    private static void derive(StreamExecutionEnvironment env, JobConfig config) {
        var topics = ReadMark.journal(config.cells());
        DataStream<Keyed> events = env.fromSource(
                        KafkaEdge.source(config, ReadMark.DERIVES, topics, new EventsOf(), Haste.BATCHED),
                        WatermarkStrategy.noWatermarks(),
                        "journal as events",
                        Keyed.TYPE)
                .uid("derive-source")
                .map(WithoutErased.keyedEvents(config))
                .returns(Keyed.TYPE)
                .name("without erased people")
                .uid("derive-erased");
        publish(events, config, "derive");
    }

    /** What happened outside becomes public events; it waits for the event store, and nothing waits for it. */
    private static void facts(
            StreamExecutionEnvironment env,
            JobConfig config,
            String pipeline,
            Topic topic,
            DeliveryFact.Reader reader) {
        DataStream<byte[]> facts = env.fromSource(
                        KafkaEdge.source(config, pipeline, List.of(topic), new RecordBytes(), Haste.BATCHED),
                        WatermarkStrategy.noWatermarks(),
                        pipeline,
                        RecordBytes.TYPE)
                .uid(pipeline + "-source");
        // No time-out: the look-up has its own bounds, and none while the store is away.
        DataStream<Keyed> events = AsyncDataStream.unorderedWait(
                        facts,
                        new FactEvents(() -> KnownDeliveries.ofStore(config), reader),
                        0,
                        TimeUnit.MILLISECONDS,
                        FACTS)
                .returns(Keyed.TYPE)
                .name(pipeline + " as events")
                .uid(pipeline + "-events")
                .map(WithoutErased.keyedEvents(config))
                .returns(Keyed.TYPE)
                .name(pipeline + " without erased people")
                .uid(pipeline + "-erased");
        publish(events, config, pipeline);
    }

    private static void publish(DataStream<Keyed> events, JobConfig config, String pipeline) {
        events.sinkTo(KafkaEdge.sink(config, TopicSink.Line.ACCOUNTING, Topics.EVENTS))
                .name("events")
                .uid(pipeline + "-sink");
        events.flatMap(new SuppressionsOf())
                .returns(Keyed.TYPE)
                .name("suppressions of events")
                .uid(pipeline + "-suppressions")
                .sinkTo(KafkaEdge.sink(config, TopicSink.Line.ACCOUNTING, Topics.SUPPRESSIONS))
                .name("suppressions")
                .uid(pipeline + "-suppressions-sink");
    }

    /** Events go to the event store. */
    private static void store(StreamExecutionEnvironment env, JobConfig config) {
        events(env, config, "store")
                .sinkTo(new StoreSink("events", () -> ClickHouseTable.events(config)))
                .name("event store")
                .uid("store-sink");
    }

    /** Suppressions go to the event store, where the API reads them. */
    private static void suppressions(StreamExecutionEnvironment env, JobConfig config) {
        copy(env, config, List.of(Topics.SUPPRESSIONS), "suppressions", () -> ClickHouseTable.suppressions(config));
    }

    /** What messages are made of goes to the event store, as their applications want it. */
    private static void contents(StreamExecutionEnvironment env, JobConfig config) {
        var topics = config.cells().stream()
                .flatMap(cell -> cell.accepted().stream())
                .toList();
        copy(env, config, topics, "contents", () -> ClickHouseTable.contents(config));
    }

    /** What attempts at webhooks came to goes to the event store: their delivery log. */
    private static void webhookLog(StreamExecutionEnvironment env, JobConfig config) {
        copy(
                env,
                config,
                List.of(Topics.WEBHOOK_OUTCOMES),
                "webhook-log",
                () -> ClickHouseTable.webhookAttempts(config));
    }

    /** Topics that one task is enough for, into a table. */
    private static void copy(
            StreamExecutionEnvironment env,
            JobConfig config,
            List<Topic> topics,
            String pipeline,
            StoreTable.Source table) {
        env.fromSource(
                        KafkaEdge.source(config, pipeline, topics, new RecordBytes(), Haste.BATCHED),
                        WatermarkStrategy.noWatermarks(),
                        pipeline + " for the store",
                        RecordBytes.TYPE)
                .uid(pipeline + "-source")
                .setParallelism(1)
                .sinkTo(new StoreSink(pipeline.equals("webhook-log") ? "webhook_attempts" : pipeline, table))
                .setParallelism(1)
                .name(pipeline + " store")
                .uid(pipeline + "-sink");
    }

    /** Events go to the webhooks that want them. */
    private static void webhooks(StreamExecutionEnvironment env, JobConfig config) {
        DataStream<WebhookInput> wanted = events(env, config, "webhooks")
                .map(WithoutErased.events(config))
                .returns(RecordBytes.TYPE)
                .name("without people erased since")
                .uid("webhooks-erased")
                .flatMap(new WebhookMatch(() -> ControlPlane.shared(config.kafka(), TimeSource.SYSTEM)))
                .returns(WebhookInput.TYPE)
                .name("match webhooks")
                .uid("webhooks-match");
        DataStream<WebhookInput> signals = env.fromSource(
                        KafkaEdge.source(
                                config,
                                "webhook-outcomes",
                                List.of(Topics.WEBHOOK_OUTCOMES, Topics.WEBHOOK_REQUESTS),
                                new WebhookSignals(),
                                Haste.READ_BACK),
                        WatermarkStrategy.noWatermarks(),
                        "webhook outcomes and requests",
                        WebhookInput.TYPE)
                .uid("webhooks-outcomes-source");
        SingleOutputStreamOperator<WebhookAttempt> attempts = wanted.union(signals)
                .keyBy(WebhookInput::webhookId, Types.STRING)
                .process(new WebhookQueue(), WebhookAttempt.TYPE)
                .name("webhook queues")
                .uid("webhooks-queue");
        attempts.sinkTo(new WebhookSink(config)).name("webhooks").uid("webhooks-sink");
        attempts.getSideOutput(WebhookQueue.DROPPED)
                .sinkTo(KafkaEdge.sink(config, TopicSink.Line.ACCOUNTING, Topics.WEBHOOK_OUTCOMES))
                .name("dropped events")
                .uid("webhooks-dropped");
        attempts.getSideOutput(WebhookQueue.PAGES)
                .sinkTo(new ReplaySink(config))
                .name("webhook replays")
                .uid("webhooks-replays");
    }

    /** Events are counted by the minute, and written as they are counted; promises that are not kept make alerts. */
    private static void windows(StreamExecutionEnvironment env, JobConfig config) {
        SingleOutputStreamOperator<WindowFact> facts = env.fromSource(
                        KafkaEdge.whole(
                                config,
                                "windows",
                                Topics.EVENTS,
                                new EventSteps<>(DeliveryStep::of, DeliveryStep.TYPE)),
                        EventClock.strategy(),
                        "events for windows",
                        DeliveryStep.TYPE)
                .uid("windows-source")
                .keyBy(DeliveryStep::delivery, Types.STRING)
                .process(new Deliveries(), TypeInformation.of(WindowFact.class))
                .name("deliveries")
                .uid("windows-deliveries");
        facts.filter(AlertWriter::isWatched)
                .name("ends of deliveries")
                .uid("windows-watched")
                .sinkTo(new AlertSink(config))
                .setParallelism(1)
                .name("alerts")
                .uid("windows-alerts");
        SingleOutputStreamOperator<byte[]> windows = facts.keyBy(OpenWindows::key, Types.STRING)
                .process(new OpenWindows(), RecordBytes.TYPE)
                .name("open windows")
                .uid("windows-open");
        windows.sinkTo(new StoreSink("windows", () -> ClickHouseTable.windows(config)))
                .name("windows store")
                .uid("windows-sink");
        windows.getSideOutput(OpenWindows.LATE)
                .sinkTo(new StoreSink("late_windows", () -> LateWindows.open(config)))
                .setParallelism(1)
                .name("late windows")
                .uid("windows-late");
    }

    /** Deliveries to which nothing happens make alerts; what the event store is up to is nothing to them. */
    private static void stuck(StreamExecutionEnvironment env, JobConfig config) {
        env.fromSource(
                        KafkaEdge.whole(
                                config, ReadMark.READS, Topics.EVENTS, new EventSteps<>(StuckStep::of, StuckStep.TYPE)),
                        WatermarkStrategy.noWatermarks(),
                        "events of deliveries",
                        StuckStep.TYPE)
                .uid("stuck-source")
                .keyBy(StuckStep::delivery, Types.STRING)
                .process(new OpenDeliveries(), Overdue.TYPE)
                .name("open deliveries")
                .uid("stuck-deliveries")
                .sinkTo(new StuckSink(config))
                .setParallelism(1)
                .name("stuck deliveries")
                .uid("stuck-sink");
    }

    private static DataStream<byte[]> events(StreamExecutionEnvironment env, JobConfig config, String pipeline) {
        return env.fromSource(
                        KafkaEdge.source(config, pipeline, List.of(Topics.EVENTS), new RecordBytes(), Haste.BATCHED),
                        WatermarkStrategy.noWatermarks(),
                        "events for " + pipeline,
                        RecordBytes.TYPE)
                .uid(pipeline + "-source");
    }
}
