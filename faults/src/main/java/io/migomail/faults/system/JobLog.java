package io.migomail.faults.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the log of a JobManager says of its jobs. */
public final class JobLog {
    private static final Pattern RESTART =
            Pattern.compile("Job \\S+ \\([0-9a-f]{32}\\) switched from state RUNNING to (RESTARTING|FAILING)");

    private final Path file;

    /** Of a process that carries a JobManager. */
    public JobLog(Path file) {
        this.file = file;
    }

    /**
     * The JobManager that was made the leader last.
     *
     * @param run folder in which each process has its own
     */
    static String leader(Path run, List<String> names) throws IOException {
        String leader = names.get(0);
        String since = "";
        for (String name : names) {
            try (Stream<String> lines = Files.lines(run.resolve(name).resolve("log"))) {
                String last = lines.filter(line -> line.contains("was granted leadership"))
                        .reduce("", (former, later) -> later);
                if (last.compareTo(since) > 0) { // a line begins with its instant
                    since = last;
                    leader = name;
                }
            }
        }
        return leader;
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
