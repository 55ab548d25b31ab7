package io.migomail.jobs;

import io.migomail.core.HostPort;
import io.migomail.core.Limits;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;

/** Flink's configuration: what the jobs need, the same in the local run and in a cluster. */
public final class FlinkSettings {
    /** For RocksDB in one TaskManager; half of it may hold what is not on disk yet (docs/adr/0022). */
    public static final MemorySize MANAGED_MEMORY = MemorySize.ofMebiBytes(384);

    /** Fixed, so that parallelism can change without touching state. */
    static final int MAX_PARALLELISM = 128;

    /** Variables of metrics that differ from start to start, and would make new series of all. */
    private static final List<String> CHANGING =
            List.of("task_attempt_id", "task_attempt_num", "task_id", "operator_id", "job_id", "tm_id");

    private FlinkSettings() {}

    /** Settings of a job: state, checkpoints, restarts, latency. */
    public static Configuration job(JobConfig config) {
        Configuration c = new Configuration();
        c.set(PipelineOptions.GENERIC_TYPES, false);
        c.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        c.set(PipelineOptions.MAX_PARALLELISM, MAX_PARALLELISM);
        c.set(PipelineOptions.AUTO_WATERMARK_INTERVAL, Duration.ZERO);
        // Every record between operators is immutable: copies of 25 MB would buy nothing.
        c.set(PipelineOptions.OBJECT_REUSE, true);
        c.set(ExecutionOptions.BUFFER_TIMEOUT_ENABLED, true);
        // Flushed record by record: a flusher thread per task that wakes every millisecond costs more than it saves.
        c.set(ExecutionOptions.BUFFER_TIMEOUT, Duration.ZERO);
        checkpoints(c, config.checkpoints());
        // A delay of 0 makes a storm of restarts against a process that is gone but not yet given up.
        c.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        c.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(100));
        c.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, Integer.MAX_VALUE);
        return c;
    }

    /**
     * The job of an environment, ready to be handed over. Its settings are words: of every value that is none, each task
     * that starts makes YAML (docs/adr/0026).
     */
    public static StreamGraph graph(StreamExecutionEnvironment env, String name) {
        StreamGraph graph = env.getStreamGraph();
        graph.setJobName(name);
        words(graph.getJobConfiguration());
        return graph;
    }

    private static void words(Configuration c) {
        c.toMap().forEach(c::setString);
    }

    /**
     * What differs in the accounting job: it starts again when the one that carries mail has, not beside it, and it tells event
     * time (docs/adr/0047).
     */
    public static Configuration second() {
        Configuration c = new Configuration();
        c.set(PipelineOptions.AUTO_WATERMARK_INTERVAL, Duration.ofSeconds(1));
        c.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofSeconds(10));
        return c;
    }

    private static void checkpoints(Configuration c, String folder) {
        c.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
        c.set(RocksDBOptions.OPTIONS_FACTORY, RocksOptions.class.getName());
        c.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
        c.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, folder);
        c.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
        c.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Limits.CHECKPOINT_INTERVAL);
        c.set(CheckpointingOptions.CHECKPOINTING_TIMEOUT, Limits.CHECKPOINT_TIMEOUT);
        c.set(CheckpointingOptions.MAX_CONCURRENT_CHECKPOINTS, 1);
        // Storage that is full or away must not stop mail: the journal keeps delivery exact without new checkpoints.
        c.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, Integer.MAX_VALUE);
        c.set(CheckpointingOptions.ENABLE_UNALIGNED, true);
        c.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        c.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, 2);
        // Uncompressed operator state restores at 2.3 MB/s (one read call per byte).
        c.set(ExecutionOptions.SNAPSHOT_COMPRESSION, true);
    }

    /** Settings of a JobManager or TaskManager in a cluster: a dead peer is noticed within 3 s. */
    public static Configuration cluster() {
        Configuration c = process();
        c.set(HeartbeatManagerOptions.HEARTBEAT_INTERVAL, Duration.ofMillis(500));
        c.set(HeartbeatManagerOptions.HEARTBEAT_TIMEOUT, Duration.ofSeconds(3));
        c.set(HeartbeatManagerOptions.HEARTBEAT_RPC_FAILURE_THRESHOLD, 1);
        return c;
    }

    /** Settings of jobs and cluster in one process, where a missed heartbeat would only tell of a slow machine. */
    public static Configuration local(JobConfig config, int slots) {
        Configuration c = job(config);
        c.addAll(process());
        c.set(HeartbeatManagerOptions.HEARTBEAT_INTERVAL, Duration.ofSeconds(10));
        c.set(HeartbeatManagerOptions.HEARTBEAT_TIMEOUT, Duration.ofSeconds(60));
        c.set(TaskManagerOptions.NUM_TASK_SLOTS, slots);
        c.set(TaskManagerOptions.MINI_CLUSTER_NUM_TASK_MANAGERS, 1);
        c.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MANAGED_MEMORY);
        c.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(64));
        c.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(64));
        words(c);
        return c;
    }

    /**
     * The jobs' metrics to a management server on this machine: by the reporter that pushes, for the one that is scraped listens
     * at every address (docs/adr/0058).
     */
    public static Configuration metrics(HostPort management) {
        Configuration c = new Configuration();
        Map.of(
                        "factory.class", "org.apache.flink.metrics.prometheus.PrometheusPushGatewayReporterFactory",
                        "hostUrl", "http://" + management,
                        "jobName", "jobs",
                        "randomJobNameSuffix", "false",
                        "deleteOnShutdown", "false",
                        "interval", "5 SECONDS",
                        // Bounds of histograms hold a point.
                        "filterLabelValueCharacters", "false",
                        "filter.includes", "*:migomail_*;jobmanager.job:*",
                        "scope.variables.excludes", String.join(";", CHANGING))
                .forEach((key, value) -> c.setString("metrics.reporter.management." + key, value));
        return c;
    }

    private static Configuration process() {
        Configuration c = new Configuration();
        c.set(TaskManagerOptions.BUFFER_DEBLOAT_ENABLED, true);
        c.set(StateRecoveryOptions.LOCAL_RECOVERY, true);
        return c;
    }
}
