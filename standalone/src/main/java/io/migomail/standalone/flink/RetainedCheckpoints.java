package io.migomail.standalone.flink;

import io.migomail.core.Ids;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.RecoveryClaimMode;

/** What the jobs left in the checkpoint folder, and how a new run goes on from there. */
public final class RetainedCheckpoints {
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

    /** The complete checkpoint of the highest number; one that was being written has no metadata yet. */
    static Optional<Path> newest(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(p -> p.getFileName().toString().matches("chk-[0-9]{1,18}"))
                    .filter(p -> Files.exists(p.resolve("_metadata")))
                    .max(Comparator.comparingLong(
                            p -> Long.parseLong(p.getFileName().toString().substring(4))));
        }
    }
}
