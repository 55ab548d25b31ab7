package io.migomail.faults.fault;

import io.migomail.faults.Knobs;
import io.migomail.faults.Result;
import java.io.IOException;

/** One fault of the suite. */
public interface Fault {
    /** Its name on the command line. */
    String name();

    /** What happens, in a line. */
    String title();

    /** Tries it once: starts a system, injects the fault under load, judges. Blocks for minutes. */
    Result run(Knobs knobs) throws IOException, InterruptedException;
}
