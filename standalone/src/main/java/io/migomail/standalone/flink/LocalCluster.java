package io.migomail.standalone.flink;

import io.migomail.jobs.FlinkSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Flink cluster inside this process: the same job graphs as in a distributed run. Every job has a fixed id, so that
 * its newest checkpoint is found again after a restart. Used by one thread.
 */
public final class LocalCluster implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";
    private static final Logger LOG = LoggerFactory.getLogger(LocalCluster.class);
    private static final Duration SAVEPOINT = Duration.ofSeconds(60);
    private static final Duration LAST_CHECKPOINT = Duration.ofSeconds(10);
    private static final Duration STOP = Duration.ofSeconds(20);
    private static final Duration START = Duration.ofSeconds(60);
    // MiniCluster has no call that waits for tasks.
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration WATCH = Duration.ofSeconds(1);

    /** Adds a job's operators to an environment. */
    @FunctionalInterface
    public interface Graph {
        /** Builds the graph. */
        void build(StreamExecutionEnvironment environment);
    }

    private final MiniCluster cluster;
    private final Configuration configuration;
    private final Path checkpoints;
    private final List<JobID> submitted = new ArrayList<>();

    private final CompletableFuture<Void> lost = new CompletableFuture<>();
    private volatile boolean closing;

    private LocalCluster(MiniCluster cluster, Configuration configuration, Path checkpoints) {
        this.cluster = cluster;
        this.configuration = configuration;
        this.checkpoints = checkpoints;
    }

    /**
     * Completes when Flink has given its TaskManager up, as it does where a task does not end in good order: its jobs then
     * wait for ever, and only a new process helps.
     */
    public CompletionStage<Void> lost() {
        return lost;
    }

    private void watch() {
        while (!closing) {
            LockSupport.parkNanos(WATCH.toNanos());
            boolean gone;
            try {
                gone = !cluster.isRunning() || taskManagers() == 0;
            } catch (IOException e) {
                LOG.warn("Flink did not say how it is", e);
                continue;
            }
            if (gone && !closing) {
                LOG.error("ALARM jobs_lost: Flink has given its TaskManager up; this process has to start anew");
                lost.complete(null);
                return;
            }
        }
    }

    private int taskManagers() throws IOException {
        return await(cluster.getResourceOverview(), START, "looking after Flink")
                .getNumberTaskManagers();
    }

    private void awaitTaskManager() throws IOException {
        long end = System.nanoTime() + START.toNanos();
        while (taskManagers() == 0) {
            if (System.nanoTime() > end) {
                throw new IOException("Flink's TaskManager did not start within " + START);
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    /** What a task that cannot be ended does to it. */
    void endTaskManager() throws IOException {
        await(cluster.terminateTaskManager(0), STOP, "ending the TaskManager");
    }

    /** Starts one TaskManager with as many slots; checkpoints go to folders under {@code checkpoints}, one per job. */
    public static LocalCluster start(Configuration configuration, int slots, Path checkpoints) throws IOException {
        Files.createDirectories(checkpoints);
        loopback(configuration);
        MiniCluster cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(slots)
                .build());
        try {
            cluster.start();
        } catch (Exception e) { // MiniCluster declares Exception
            throw new IOException("Flink did not start", e);
        }
        LocalCluster local = new LocalCluster(cluster, configuration, checkpoints);
        try {
            local.awaitTaskManager();
        } catch (IOException e) {
            local.close();
            throw e;
        }
        Thread watch = new Thread(local::watch, "flink-watch");
        watch.setDaemon(true);
        watch.start();
        return local;
    }

    /** Flink's own listeners have no authentication, and several runs share a machine. */
    private static void loopback(Configuration configuration) {
        configuration.set(RestOptions.ADDRESS, LOOPBACK);
        configuration.set(RestOptions.BIND_ADDRESS, LOOPBACK);
        configuration.set(RestOptions.BIND_PORT, "0");
        configuration.set(JobManagerOptions.BIND_HOST, LOOPBACK);
    }

    /** Submits a job under a fixed id, from its newest checkpoint where there is one. */
    public JobID submit(String name, Graph graph) throws IOException {
        JobID id = RetainedCheckpoints.idOf(name);
        Configuration own = RetainedCheckpoints.resume(configuration, checkpoints, id);
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment(own);
        graph.build(environment);
        StreamGraph streamGraph = FlinkSettings.graph(environment, name);
        streamGraph.setJobId(id);
        await(cluster.submitJob(streamGraph), Duration.ofSeconds(60), "submitting " + name);
        submitted.add(id);
        return id;
    }

    /** Waits until every task of the job runs, at most a minute. */
    public void awaitRunning(JobID id) throws IOException {
        long end = System.nanoTime() + START.toNanos();
        while (!running(id)) {
            if (System.nanoTime() > end) {
                throw new IOException("a job's tasks did not all run within " + START);
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    /** Flink's own REST API, with the jobs' metrics; on loopback only. */
    public URI rest() throws IOException {
        return await(cluster.getRestAddress(), Duration.ofSeconds(20), "asking for Flink's address");
    }

    private boolean running(JobID id) throws IOException {
        AccessExecutionGraph graph =
                await(cluster.getExecutionGraph(id), Duration.ofSeconds(20), "asking for a job's state");
        for (AccessExecutionVertex vertex : graph.getAllExecutionVertices()) {
            if (vertex.getExecutionState() != ExecutionState.RUNNING) {
                return false;
            }
        }
        return true;
    }

    /**
     * Stops every job with a savepoint, from which the next start goes on, also one of another version. Where there can be none,
     * a last checkpoint serves the same version.
     */
    @Override
    public void close() {
        closing = true;
        for (JobID id : submitted) {
            String savepoints =
                    RetainedCheckpoints.savepoints(checkpoints, id).toUri().toString();
            try {
                await(
                        cluster.stopWithSavepoint(id, savepoints, false, SavepointFormatType.NATIVE),
                        SAVEPOINT,
                        "the savepoint of " + id);
                RetainedCheckpoints.adoptSavepoints(checkpoints, id);
            } catch (IOException e) {
                LOG.warn("no savepoint of {}", id, e);
                lastCheckpoint(id);
            }
        }
        try {
            await(cluster.closeAsync(), STOP, "stopping Flink");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void lastCheckpoint(JobID id) {
        try {
            await(cluster.triggerCheckpoint(id), LAST_CHECKPOINT, "the last checkpoint of " + id);
        } catch (IOException e) {
            LOG.warn("the next start goes back to an earlier checkpoint of {}", id, e);
        }
    }

    private static <T> T await(CompletableFuture<T> future, Duration bound, String what) throws IOException {
        try {
            return future.get(bound.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + what, e);
        } catch (ExecutionException e) {
            throw new IOException(what + " failed", e.getCause());
        } catch (TimeoutException e) {
            throw new IOException(what + " took longer than " + bound, e);
        }
    }
}
