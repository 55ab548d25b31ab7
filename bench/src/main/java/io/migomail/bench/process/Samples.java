package io.migomail.bench.process;

import io.migomail.core.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/** Reads a process tree again and again on a thread of its own, from {@link #start} to {@link #finish}. Thread-safe. */
public final class Samples {
    private final ProcessTree tree;
    private final IntSupplier arrived;
    private final TimeSource time;
    private final List<Sample> taken = new ArrayList<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread daemon = new Thread(task, "bench-samples");
        daemon.setDaemon(true);
        return daemon;
    });

    /**
     * One look.
     *
     * @param at instant on the monotonic clock
     * @param arrived messages that had arrived by then
     */
    public record Sample(long at, int arrived, Usage usage) {}

    private Samples(ProcessTree tree, IntSupplier arrived, TimeSource time) {
        this.tree = tree;
        this.arrived = arrived;
        this.time = time;
    }

    /** Takes the first sample before it returns. */
    public static Samples start(ProcessTree tree, IntSupplier arrived, TimeSource time, Duration every) {
        Samples samples = new Samples(tree, arrived, time);
        samples.take();
        samples.thread.scheduleWithFixedDelay(samples::take, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
        return samples;
    }

    /** Takes a last sample and returns all, in order. */
    public List<Sample> finish() {
        thread.shutdownNow();
        take();
        synchronized (taken) {
            return List.copyOf(taken);
        }
    }

    private void take() {
        int count = arrived.getAsInt();
        Usage usage = tree.read();
        synchronized (taken) {
            taken.add(new Sample(time.monotonicNanos(), count, usage));
        }
    }
}
