package io.migomail.ingress.intake;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Work that a thread of its own does again and again, from {@link #start} to {@link #close}, which interrupts it. */
public final class Periodic implements AutoCloseable {
    private final ScheduledExecutorService clock;

    private Periodic(String name) {
        this.clock = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Does it for the first time after one interval, and again one interval after it ended.
     *
     * @param work must not throw, or it is not done again
     */
    public static Periodic start(String name, Duration interval, Runnable work) {
        Periodic periodic = new Periodic(name);
        long millis = interval.toMillis();
        periodic.clock.scheduleWithFixedDelay(work, millis, millis, TimeUnit.MILLISECONDS);
        return periodic;
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
