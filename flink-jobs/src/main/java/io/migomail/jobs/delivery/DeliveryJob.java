package io.migomail.jobs.delivery;

import io.migomail.core.Cell;
import io.migomail.core.KafkaAddress;
import io.migomail.core.MessageClass;
import io.migomail.core.Topics;
import io.migomail.core.Topics.Topic;
import io.migomail.core.body.BodyStore;
import io.migomail.jobs.JobConfig;
import io.migomail.jobs.KafkaEdge;
import io.migomail.jobs.KafkaEdge.Haste;
import io.migomail.jobs.Keyed;
import io.migomail.jobs.RecordBytes;
import io.migomail.mta.Attempt;
import io.migomail.mta.PaceInput;
import io.migomail.mta.RouteLookup;
import io.migomail.mta.pace.JournalEntry;
import io.migomail.mta.pace.Notice;
import io.migomail.mta.pace.PaceFunction;
import io.migomail.mta.pace.PaceOperator;
import io.migomail.mta.pace.PaceRequests;
import io.migomail.mta.pace.PaceSetup;
import io.migomail.mta.pace.ProcessTime;
import io.migomail.mta.sink.KafkaFenceWriter;
import io.migomail.mta.sink.TopicSink;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.OutputTag;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The delivery job: a chain for each class up to PACE, so that no class waits behind another; the journal, and
 * in it what goes on under another key, comes back by topics. Next on the way of a message: {@link RenderFunction}.
 */
public final class DeliveryJob {
    /** Look-ups of one task under way; each ends within {@link RouteFunction#PATIENCE}. */
    private static final int LOOKUPS = 1_000;

    private static final TypeInformation<PaceInput> PACE_INPUT = TypeInformation.of(PaceInput.class);

    private final StreamExecutionEnvironment env;
    private final JobConfig config;
    private final Cell cell;

    private DeliveryJob(StreamExecutionEnvironment env, JobConfig config) {
        this.env = env;
        this.config = config;
        this.cell = config.cell();
    }

    /** What the delivery job of a cell is called. */
    public static String name(Cell cell) {
        return cell.named("delivery");
    }

    /** Adds the job's operators. */
    public static void graph(StreamExecutionEnvironment env, JobConfig config) {
        env.setParallelism(config.parallelism());
        new DeliveryJob(env, config).build();
    }

    private void build() {
        DataStream<PaceInput> deliveries = journal().union(accepted());
        SingleOutputStreamOperator<Attempt> attempts = PaceOperator.on(
                        deliveries.keyBy(PaceInput::paceKey, Types.STRING),
                        PaceSetup.of(
                                Pools.directory(config),
                                new KafkaFenceWriter(config.kafka(), cell),
                                requests(config.kafka(), cell),
                                routes(config)))
                .name("pace")
                .uid("pace");
        attempts.sinkTo(Deliver.sink(config)).name("mta").uid("mta");
        publish(entries(attempts, PaceFunction.SETTLED, "settled"), cell.outcomes(), "pace-outcomes");
        publish(entries(attempts, PaceFunction.REROUTED, "rerouted"), cell.reroute(), "reroutes");
        attempts.getSideOutput(PaceFunction.NOTICES)
                .sinkTo(notices())
                .name("pace-notices")
                .uid("pace-notices");
    }

    private static DataStream<Keyed> entries(
            SingleOutputStreamOperator<Attempt> pace, OutputTag<JournalEntry> tag, String name) {
        return pace.getSideOutput(tag)
                .map(entry -> new Keyed(entry.key(), entry.outcome()), Keyed.TYPE)
                .name(name)
                .uid("pace-" + name);
    }

    /**
     * Each class has one chain from its source to PACE. What has an idempotency key meets the other messages under it
     * at its end, where nothing stands behind that could be slow: so no class waits for another (docs/adr/0010).
     */
    private DataStream<PaceInput> accepted() {
        List<Chain> chains =
                Arrays.stream(MessageClass.values()).map(this::chain).toList();
        SingleOutputStreamOperator<PaceInput> ruled = union(chains.stream().map(Chain::claims))
                .keyBy(Claim::name, Types.STRING)
                .process(new IdempotencyFunction(), PACE_INPUT)
                .name("idempotency")
                .uid("idempotency-deliveries");
        // One sink for what ends before PACE: each costs a restart its time.
        DataStream<Keyed> ended = union(chains.stream().map(Chain::ended));
        SingleOutputStreamOperator<Notice> due = due(
                union(chains.stream().map(Chain::scheduled)).union(ruled.getSideOutput(IdempotencyFunction.SCHEDULED)));
        ended = ended.union(ruled.getSideOutput(IdempotencyFunction.ENDED), due.getSideOutput(DueFunction.ENDED));
        publish(ended, cell.outcomes(), "early-outcomes").setParallelism(rare());
        return union(chains.stream().map(Chain::deliveries)).union(ruled);
    }

    /** Messages wait for their time, or for their cancel, and come back by the topics of their classes. */
    private SingleOutputStreamOperator<Notice> due(DataStream<Scheduled> scheduled) {
        DataStream<Keyed> cancels = changes("cancels", Topics.CANCELS, new CancelRequests());
        JobConfig job = config;
        DueFunction function = new DueFunction(() -> BodyStore.of(job.settings()), cell);
        SingleOutputStreamOperator<Notice> due = scheduled
                .keyBy(Scheduled::messageId, Types.STRING)
                .connect(cancels.keyBy(Keyed::key, Types.STRING))
                .process(function, TypeInformation.of(Notice.class))
                .setParallelism(rare())
                .name("due")
                .uid("due");
        due.sinkTo(notices()).setParallelism(rare()).name("due-sink").uid("due-sink");
        return due;
    }

    /** What few records tell to the holders of keyed state. */
    private DataStream<Keyed> changes(String name, Topic topic, KafkaRecordDeserializationSchema<Keyed> schema) {
        return env.fromSource(
                        KafkaEdge.source(
                                config, cell.named("delivery-" + name), List.of(topic), schema, Haste.READ_BACK),
                        WatermarkStrategy.noWatermarks(),
                        name,
                        Keyed.TYPE)
                .uid(name + "-source")
                .setParallelism(Math.min(rare(), topic.partitions()));
    }

    private TopicSink<Notice> notices() {
        return new TopicSink<>(
                config.kafka(),
                TopicSink.Line.MAIL,
                cell,
                notice -> new ProducerRecord<>(notice.topic(), notice.key(), notice.value()));
    }

    /** What comes out of the chain of a class: for PACE, for the holders of idempotency keys, to wait, and for the journal. */
    private record Chain(
            DataStream<PaceInput> deliveries,
            DataStream<Claim> claims,
            DataStream<Scheduled> scheduled,
            DataStream<Keyed> ended) {}

    private Chain chain(MessageClass messageClass) {
        String word = messageClass.word();
        SingleOutputStreamOperator<byte[]> small = rendered(source(messageClass), word);
        SingleOutputStreamOperator<byte[]> large =
                largeRendered(small.getSideOutput(RenderFunction.LARGE), word + "-large");
        SingleOutputStreamOperator<PaceInput> smallRouted = routed(small, word);
        SingleOutputStreamOperator<PaceInput> largeRouted = routed(large, word + "-large");
        Stream<DataStream<Claim>> claims = Stream.of(
                small.getSideOutput(RenderFunction.CLAIMS),
                large.getSideOutput(RenderFunction.CLAIMS),
                smallRouted.getSideOutput(ToPace.CLAIMS),
                largeRouted.getSideOutput(ToPace.CLAIMS));
        Stream<DataStream<Keyed>> ended = Stream.of(
                small.getSideOutput(RenderFunction.ENDED),
                large.getSideOutput(RenderFunction.ENDED),
                smallRouted.getSideOutput(ToPace.ENDED),
                largeRouted.getSideOutput(ToPace.ENDED));
        return new Chain(
                smallRouted.union(largeRouted),
                union(claims),
                small.getSideOutput(RenderFunction.SCHEDULED),
                union(ended));
    }

    private static <T> DataStream<T> union(Stream<DataStream<T>> streams) {
        return streams.reduce(DataStream::union).orElseThrow();
    }

    private DataStream<Incoming> source(MessageClass messageClass) {
        String word = messageClass.word();
        List<Topic> topics = List.of(cell.accepted(messageClass));
        return env.fromSource(
                        KafkaEdge.source(
                                config, cell.named("delivery-" + word), topics, new IncomingRecords(), Haste.AT_ONCE),
                        WatermarkStrategy.noWatermarks(),
                        "accepted " + word,
                        Incoming.TYPE)
                .uid(word + "-source");
    }

    /** What takes long, or waits for a body, does so on a thread of its own. */
    private SingleOutputStreamOperator<byte[]> largeRendered(DataStream<Incoming> messages, String chain) {
        return messages.keyBy(Incoming::place, Types.STRING)
                .process(new LargeRender(renderSources(config), () -> ProcessTime.STEADY), RecordBytes.TYPE)
                .setParallelism(rare())
                .name("render " + chain)
                .uid(chain + "-render");
    }

    private SingleOutputStreamOperator<byte[]> rendered(DataStream<Incoming> messages, String chain) {
        return messages.process(new RenderFunction(renderSources(config)), RecordBytes.TYPE)
                .name("render " + chain)
                .uid(chain + "-render");
    }

    private SingleOutputStreamOperator<PaceInput> routed(SingleOutputStreamOperator<byte[]> deliveries, String chain) {
        int tasks = deliveries.getParallelism();
        // The operator's own time-out only guards against a defect: the function answers long before.
        return AsyncDataStream.unorderedWait(deliveries, new RouteFunction(config), 60, TimeUnit.SECONDS, LOOKUPS)
                .returns(Routed.TYPE)
                .setParallelism(tasks)
                .name("route " + chain)
                .uid(chain + "-route")
                .process(new ToPace(), PACE_INPUT)
                .setParallelism(tasks)
                .name("to pace " + chain)
                .uid(chain + "-to-pace");
    }

    /** Reading is one chain, in which every task has a partition: so each sees a fence (docs/adr/0012). */
    private DataStream<PaceInput> journal() {
        int readers = Math.min(config.parallelism(), cell.outcomes().partitions());
        return env.fromSource(
                        KafkaEdge.source(
                                config,
                                cell.named("delivery-journal"),
                                List.of(cell.outcomes(), cell.reroute()),
                                new RecordBytes(),
                                Haste.READ_BACK),
                        WatermarkStrategy.noWatermarks(),
                        "journal",
                        RecordBytes.TYPE)
                .uid("journal-source")
                .setParallelism(readers)
                .flatMap(new JournalRecords())
                .returns(PACE_INPUT)
                .setParallelism(readers)
                .name("read journal")
                .uid("journal-read");
    }

    /** Tasks of what few messages go through: half of what the others have, for each costs a restart its time. */
    private int rare() {
        return Math.max(1, config.parallelism() / 2);
    }

    private DataStreamSink<Keyed> publish(DataStream<Keyed> records, Topic topic, String name) {
        return records.sinkTo(KafkaEdge.sink(config, TopicSink.Line.MAIL, topic))
                .name(name)
                .uid(name);
    }

    private static PaceRequests.Source requests(KafkaAddress kafka, Cell cell) {
        return () -> KafkaRequests.open(kafka, cell);
    }

    private static RouteLookup.Source routes(JobConfig config) {
        return () -> RoutesAnew.open(config);
    }

    private static RenderSources.Opener renderSources(JobConfig config) {
        return () -> ControlSources.open(config);
    }
}
