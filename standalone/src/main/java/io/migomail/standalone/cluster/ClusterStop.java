package io.migomail.standalone.cluster;

import io.migomail.standalone.StartException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One planned end: doors, a savepoint of each job, then what carries them, then what keeps their data. */
final class ClusterStop {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterStop.class);
    private static final Duration SAVEPOINT = Duration.ofSeconds(60);
    private static final Duration CHECKPOINT = Duration.ofSeconds(10);
    private static final Duration DRAIN = Duration.ofSeconds(30);
    /** A broker that is the last of its quorum waits for others that are gone; its log is whole in any case. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Cluster cluster;
    private final JobManagers jobManagers;

    ClusterStop(Cluster cluster, JobManagers jobManagers) {
        this.cluster = cluster;
        this.jobManagers = jobManagers;
    }

    void run() throws IOException, InterruptedException {
        end(DRAIN, Kind.INGRESS);
        for (String job : cluster.jobs()) {
            stop(job);
        }
        end(PATIENCE, Kind.JOBMANAGER);
        end(PATIENCE, Kind.TASKMANAGER);
        end(PATIENCE, Kind.EGRESS, Kind.INBOX, Kind.CLICKHOUSE, Kind.BROKER);
        end(PATIENCE, Kind.ZOOKEEPER);
    }

    /**
     * So that the next start, also of another version, has state alone to go on from; where there can be no savepoint, a last
     * checkpoint serves the same version.
     */
    private void stop(String job) throws InterruptedException {
        try {
            if (cluster.runs(job)) {
                String savepoint = jobManagers.stop(job, Submission.savepoints(cluster.settings(), job));
                Waiting.until(SAVEPOINT, "the savepoint of " + job, () -> jobManagers.stopped(job, savepoint));
                Submission.adoptSavepoints(cluster.settings(), job);
            }
        } catch (IOException | StartException e) {
            LOG.warn("no savepoint of {}", job, e);
            lastCheckpoint(job);
        }
    }

    /** So that the next start repeats nothing; without it that start goes back to an earlier one. */
    private void lastCheckpoint(String job) throws InterruptedException {
        if (!cluster.runs(job)) {
            return;
        }
        try {
            String checkpoint = jobManagers.triggerCheckpoint(job);
            Waiting.until(CHECKPOINT, "the last checkpoint of " + job, () -> jobManagers.completed(job, checkpoint));
        } catch (IOException | StartException e) {
            LOG.warn("the next start goes back to an earlier checkpoint of {}", job, e);
        }
    }

    private void end(Duration patience, Kind... kinds) throws IOException, InterruptedException {
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            List<Future<?>> ending = new ArrayList<>();
            for (Kind kind : kinds) {
                for (Part part : cluster.parts().of(kind)) {
                    var process = cluster.process(part);
                    if (process.isPresent()) {
                        ending.add(threads.submit(() -> {
                            if (!process.get().end(patience)) {
                                LOG.warn(
                                        "{} did not end within {} s and was killed", part.name(), patience.toSeconds());
                            }
                            return null;
                        }));
                    }
                }
            }
            for (Future<?> each : ending) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("a process did not end", e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }
}
