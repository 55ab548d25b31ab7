package io.migomail.standalone.cluster;

import io.migomail.core.Cell;
import io.migomail.core.Setting;
import io.migomail.core.Settings;
import io.migomail.jobs.FlinkSettings;
import io.migomail.jobs.JobConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.flink.configuration.BlobServerOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.NettyShuffleEnvironmentOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.SecurityOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint;
import org.apache.flink.runtime.taskexecutor.TaskManagerRunner;

/**
 * JobManagers and TaskManagers from Flink's own main classes. One session serves all jobs; which JobManager leads, and
 * what it runs, is in ZooKeeper ({@code docs/adr/0015-cluster-on-one-machine.md}).
 */
final class FlinkParts {
    private static final String LOOPBACK = "127.0.0.1";
    /** Twenty ticks of {@link Parts}' ZooKeeper, which grants no more. */
    private static final Duration LONGEST_SESSION = Duration.ofSeconds(10);

    private static final int FRAMEWORK_HEAP = 96;
    private static final int OFF_HEAP = 128;
    private static final int NETWORK = 64;

    private final Settings settings;
    private final Census census;
    private final Path folder;

    FlinkParts(Settings settings, Census census, Path folder) {
        this.settings = settings;
        this.census = census;
        this.folder = folder;
    }

    /** Slots of a TaskManager, so that all jobs have room when one TaskManager is gone; where there is but one, in it. */
    static int slots(Settings settings, int taskManagers) {
        int needed = settings.number(Setting.MIGO_PARALLELISM, 1)
                        * Cell.all(settings).size()
                + 1;
        int others = Math.max(1, taskManagers - 1);
        return (needed + others - 1) / others;
    }

    Launch jobManager(String name) {
        Configuration c = common(name);
        c.set(RestOptions.PORT, census.port(name, "rest"));
        c.set(RestOptions.BIND_PORT, Integer.toString(census.port(name, "rest")));
        c.set(HighAvailabilityOptions.HA_JOB_MANAGER_PORT_RANGE, Integer.toString(census.port(name, "rpc")));
        c.set(BlobServerOptions.PORT, Integer.toString(census.port(name, "blob")));
        // It has work only when something died, and then the processor is wanted by those that carry mail.
        List<String> jvm = List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
        return launch(name, jvm, StandaloneSessionClusterEntrypoint.class, c);
    }

    Launch taskManager(String name) {
        int heap = census.profile().heapMebibytes();
        Configuration c = common(name);
        // It only looks there for its leader, whose end heartbeats tell: one that was mute for a while drops nothing.
        c.set(HighAvailabilityOptions.ZOOKEEPER_SESSION_TIMEOUT, LONGEST_SESSION);
        c.set(TaskManagerOptions.TASK_MANAGER_RESOURCE_ID, name);
        c.set(TaskManagerOptions.HOST, LOOPBACK);
        c.set(TaskManagerOptions.BIND_HOST, LOOPBACK);
        c.set(TaskManagerOptions.RPC_PORT, Integer.toString(census.port(name, "rpc")));
        c.set(NettyShuffleEnvironmentOptions.DATA_PORT, census.port(name, "data"));
        c.set(
                TaskManagerOptions.NUM_TASK_SLOTS,
                slots(settings, census.names(Kind.TASKMANAGER).size()));
        // All of them must be given: Flink's start scripts, which are not here, compute what is missing.
        c.set(TaskManagerOptions.CPU_CORES, 2.0);
        c.set(TaskManagerOptions.FRAMEWORK_HEAP_MEMORY, MemorySize.ofMebiBytes(FRAMEWORK_HEAP));
        c.set(TaskManagerOptions.TASK_HEAP_MEMORY, MemorySize.ofMebiBytes(heap - FRAMEWORK_HEAP));
        c.set(TaskManagerOptions.FRAMEWORK_OFF_HEAP_MEMORY, MemorySize.ofMebiBytes(OFF_HEAP));
        c.set(TaskManagerOptions.TASK_OFF_HEAP_MEMORY, MemorySize.ofMebiBytes(OFF_HEAP));
        c.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(NETWORK));
        c.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(NETWORK));
        c.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, FlinkSettings.MANAGED_MEMORY);
        c.set(TaskManagerOptions.JVM_METASPACE, MemorySize.ofMebiBytes(256));
        c.set(TaskManagerOptions.JVM_OVERHEAD_MIN, MemorySize.ofMebiBytes(192));
        c.set(TaskManagerOptions.JVM_OVERHEAD_MAX, MemorySize.ofMebiBytes(192));
        List<String> jvm = List.of(
                "-Xmx" + heap + "m",
                "-XX:MaxDirectMemorySize=" + (2 * OFF_HEAP + NETWORK) + "m",
                "-XX:MaxMetaspaceSize=256m",
                "-XX:+UseParallelGC");
        return launch(name, jvm, TaskManagerRunner.class, c);
    }

    private Configuration common(String name) {
        Configuration c = FlinkSettings.job(JobConfig.of(settings));
        c.addAll(FlinkSettings.cluster());
        // All processes share a few cores: one that starts both jobs on them may be mute for three seconds. A process
        // that died is found by its refused connection, whatever the time-out.
        c.set(HeartbeatManagerOptions.HEARTBEAT_TIMEOUT, Duration.ofSeconds(6));
        c.set(HighAvailabilityOptions.HA_MODE, "zookeeper");
        c.set(
                HighAvailabilityOptions.HA_ZOOKEEPER_QUORUM,
                LOOPBACK + ":" + census.port(Kind.ZOOKEEPER.word(), "client"));
        c.set(
                HighAvailabilityOptions.HA_STORAGE_PATH,
                folder.resolve("ha").toUri().toString());
        c.set(HighAvailabilityOptions.HA_CLUSTER_ID, "migomail");
        c.set(HighAvailabilityOptions.ZOOKEEPER_SESSION_TIMEOUT, Duration.ofSeconds(3));
        c.set(HighAvailabilityOptions.ZOOKEEPER_CONNECTION_TIMEOUT, Duration.ofSeconds(3));
        c.set(SecurityOptions.ZOOKEEPER_SASL_DISABLE, true);
        // A ZooKeeper that is away for less than the session must not stop mail.
        c.set(HighAvailabilityOptions.ZOOKEEPER_TOLERATE_SUSPENDED_CONNECTIONS, true);
        c.set(JobManagerOptions.ADDRESS, LOOPBACK);
        c.set(JobManagerOptions.BIND_HOST, LOOPBACK);
        c.set(RestOptions.ADDRESS, LOOPBACK);
        c.set(RestOptions.BIND_ADDRESS, LOOPBACK);
        c.set(JobManagerOptions.RETRIEVE_TASK_MANAGER_HOSTNAME, false);
        c.set(TaskManagerOptions.TASK_MANAGER_LOAD_BALANCE_MODE, TaskManagerOptions.TaskManagerLoadBalanceMode.SLOTS);
        c.set(
                CoreOptions.TMP_DIRS,
                new PartFolder(folder.resolve("run").resolve(name)).tmp().toString());
        return c;
    }

    private Launch launch(String name, List<String> jvm, Class<?> main, Configuration configuration) {
        PartFolder part = new PartFolder(folder.resolve("run").resolve(name));
        return new Launch(
                jvm,
                main.getName(),
                List.of("--configDir", part.conf().toString()),
                Map.of(),
                Map.of("config.yaml", yaml(configuration)));
    }

    private static String yaml(Configuration configuration) {
        return new TreeMap<>(configuration.toMap())
                .entrySet().stream()
                        .map(e -> e.getKey() + ": '" + e.getValue().replace("'", "''") + "'\n")
                        .collect(Collectors.joining());
    }
}
