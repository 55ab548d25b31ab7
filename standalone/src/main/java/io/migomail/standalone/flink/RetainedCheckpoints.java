package io.migomail.standalone.flink;

import io.migomail.core.Ids;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the jobs left in the checkpoint folder, and how a new run goes on from there. */
public final class RetainedCheckpoints {
    private static final Logger LOG = LoggerFactory.getLogger(RetainedCheckpoints.class);
    private static final String METADATA = "_metadata";
    private static final String CHECKPOINT = "chk-";
    private static final String SAVEPOINTS = "savepoints";
    private static final String SAVEPOINT = "savepoint-.+";

    private RetainedCheckpoints() {}

    /** The job's id, the same in every run, so that its checkpoints are found again. */
    public static JobID idOf(String jobName) {
        byte[] digest = Ids.sha256(jobName.getBytes(StandardCharsets.UTF_8));
        return new JobID(Arrays.copyOf(digest, 16));
    }

    /** The configuration with the job's newest checkpoint under this folder to begin from, where there is one. */
    public static Configuration resume(Configuration configuration, Path checkpoints, JobID id) throws IOException {
        Configuration own = new Configuration(configuration);
        newest(checkpoints.resolve(id.toHexString())).ifPresent(path -> {
            own.set(StateRecoveryOptions.SAVEPOINT_PATH, path.toUri().toString());
            own.set(StateRecoveryOptions.RESTORE_MODE, RecoveryClaimMode.CLAIM);
        });
        return own;
    }

    /** Where a planned stop leaves the job's savepoint, below the folder of its checkpoints. */
    public static Path savepoints(Path checkpoints, JobID id) {
        return checkpoints.resolve(id.toHexString()).resolve(SAVEPOINTS);
    }

    /**
     * Puts what a planned stop left among the job's checkpoints, by its number: versions before 0.2.0 look for nothing else. What
     * cannot be put there stays where it was, and is found by this version.
     */
    public static void adoptSavepoints(Path checkpoints, JobID id) {
        Path folder = checkpoints.resolve(id.toHexString());
        try {
            for (Path savepoint : complete(folder.resolve(SAVEPOINTS), SAVEPOINT)) {
                long number = number(savepoint);
                if (number >= 0) {
                    Files.move(savepoint, folder.resolve(CHECKPOINT + number));
                }
            }
        } catch (IOException e) {
            LOG.warn("a version before this one would not find the savepoint of {}", id, e);
        }
    }

    /**
     * The complete checkpoint or savepoint of the highest number whose metadata can be read: one that was being written has
     * none yet, and of a damaged one, which is told in the log, the state before it is as good, as the journal leads on from
     * there.
     *
     * @throws IOException where there are complete ones and none can be read: to begin from nothing would be a loss
     */
    static Optional<Path> newest(Path folder) throws IOException {
        List<Path> complete = new ArrayList<>(complete(folder, CHECKPOINT + "[0-9]{1,18}"));
        complete.addAll(complete(folder.resolve(SAVEPOINTS), SAVEPOINT));
        Path newest = null;
        long highest = -1;
        for (Path each : complete) {
            long number = number(each);
            if (number > highest) {
                newest = each;
                highest = number;
            }
        }
        if (newest == null && !complete.isEmpty()) {
            throw new IOException("none of the checkpoints in " + folder + " can be read");
        }
        return Optional.ofNullable(newest);
    }

    private static List<Path> complete(Path folder, String names) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(p -> p.getFileName().toString().matches(names))
                    .filter(p -> Files.exists(p.resolve(METADATA)))
                    .toList();
        }
    }

    /** Its number among the job's checkpoints and savepoints; -1 where it is damaged. */
    private static long number(Path checkpoint) {
        Path metadata = checkpoint.resolve(METADATA);
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(metadata)))) {
            return Checkpoints.loadCheckpointMetadata(
                            in,
                            RetainedCheckpoints.class.getClassLoader(),
                            checkpoint.toUri().toString())
                    .getCheckpointId();
        } catch (IOException | RuntimeException e) { // the reader trusts what it reads
            LOG.error("checkpoint {} is damaged and passed over", checkpoint, e);
            return -1;
        }
    }
}
