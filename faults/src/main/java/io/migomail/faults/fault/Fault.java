package io.migomail.faults.fault;

import io.migomail.faults.Knobs;
import io.migomail.faults.Result;
import io.migomail.faults.Target;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;

/** One fault of the suite. */
public interface Fault {
    /** Its name on the command line. */
    String name();

    /** What happens, in a line. */
    String title();

    /** What it can be tried on. */
    default Set<Target> on() {
        return EnumSet.allOf(Target.class);
    }

    /** Tries it once: starts a system, injects the fault under load, judges. Blocks for minutes. */
    Result run(Knobs knobs) throws IOException, InterruptedException;
}
