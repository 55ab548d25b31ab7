package io.migomail.mta.pace;

import io.migomail.core.SteadyTime;
import io.migomail.core.TimeSource;
import org.slf4j.LoggerFactory;

/**
 * The clock by which a process measures what waits. There is one, and it ends with the process: a job that starts again
 * finds instants of this clock in its state, whatever the machine's shows by then (docs/adr/0013).
 */
public final class ProcessTime {
    /** Each step of the machine's clock is an alarm in the log. */
    public static final SteadyTime STEADY = new SteadyTime(TimeSource.SYSTEM, ProcessTime::alarm);

    private ProcessTime() {}

    private static void alarm(long step) {
        LoggerFactory.getLogger(ProcessTime.class)
                .error("ALARM clock_step: the machine's clock was set by {} ms; what waits goes by the old one", step);
    }
}
