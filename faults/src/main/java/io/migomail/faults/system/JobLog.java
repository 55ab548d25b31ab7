package io.migomail.faults.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the log of a one-process run says of its jobs. */
public final class JobLog {
    private static final Pattern RESTART =
            Pattern.compile("Job \\S+ \\([0-9a-f]{32}\\) switched from state RUNNING to (RESTARTING|FAILING)");

    private final Path file;

    /** Of the run with that data folder. */
    public JobLog(Path data) {
        file = data.resolve("migomail.log");
    }

    /** How often a job failed over or ended by itself. */
    public long restarts() throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(JobLog::isRestart).count();
        }
    }

    static boolean isRestart(String line) {
        return RESTART.matcher(line).find();
    }
}
