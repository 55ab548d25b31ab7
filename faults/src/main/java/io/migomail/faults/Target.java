package io.migomail.faults;

import io.migomail.faults.system.ManyProcesses;
import io.migomail.faults.system.OneProcess;
import io.migomail.faults.system.SystemUnderTest;
import io.migomail.testkit.process.Scratch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** What faults are tried on. */
public enum Target {
    /** {@code ./migomail up}. */
    ONE,
    /** {@code ./migomail cluster up --profile small}. */
    SMALL,
    /** {@code ./migomail cluster up --profile full}: three brokers, a standby JobManager. */
    FULL;

    /** @throws IllegalArgumentException with the words that are right */
    public static Target of(String target, String profile) {
        if (target.equals("one")) {
            return ONE;
        }
        for (Target each : new Target[] {SMALL, FULL}) {
            if (target.equals("cluster") && each.word().equals(profile)) {
                return each;
            }
        }
        throw new IllegalArgumentException("the target must be one or cluster, its profile small or full");
    }

    /** As it is written in results. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Starts it with a data folder of its own inside the scratch folder. */
    SystemUnderTest start(Scratch scratch, Path home, Map<String, String> settings)
            throws IOException, InterruptedException {
        return this == ONE
                ? OneProcess.start(scratch, home, settings)
                : ManyProcesses.start(scratch, home, word(), settings);
    }
}
