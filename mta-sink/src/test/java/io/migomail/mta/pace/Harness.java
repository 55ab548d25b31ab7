package io.migomail.mta.pace;

import io.migomail.core.RecordCodec;
import io.migomail.core.SteadyTime;
import io.migomail.core.TimeSource;
import io.migomail.core.record.Delivery;
import io.migomail.core.record.Outcome;
import io.migomail.mta.Attempt;
import io.migomail.mta.PaceInput;
import io.migomail.mta.Routing;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;

/** PACE as the operator of a job, on RocksDB, in virtual time. */
final class Harness implements AutoCloseable {
    static final AtomicLong NOW = new AtomicLong(Stage.START);

    /** By how much the machine's clock was set. */
    static final AtomicLong SET = new AtomicLong();

    private static final long START_MILLIS = 1_000;

    /** The process's, in which one life follows the other. */
    private static SteadyTime steady = clock();

    /** Where everything goes from its second attempt on. */
    static final AtomicReference<Routing> ROUTING = new AtomicReference<>(Routing.NO_NEWS);

    static final int MAX_PARALLELISM = 128;

    /** What was written to the two partitions of the journal, by every life. */
    static final List<Outcome> MARKS = new CopyOnWriteArrayList<>();

    /** What API nodes ask, of every life. */
    static final FakeRequests REQUESTS = new FakeRequests();

    private final KeyedOneInputStreamOperatorTestHarness<String, PaceInput, Attempt> flink;

    private Harness(Path folder, @Nullable OperatorSubtaskState snapshot) throws Exception {
        this(folder, snapshot, 0, 1);
    }

    private Harness(Path folder, @Nullable OperatorSubtaskState snapshot, int task, int tasks) throws Exception {
        PaceSetup setup = new PaceSetup(
                () -> id -> Stage.pool("192.0.2.1"),
                () -> steady,
                () -> new SplittableRandom(7),
                Harness::mark,
                () -> REQUESTS,
                () -> delivery -> CompletableFuture.completedFuture(ROUTING.get()));
        flink = new KeyedOneInputStreamOperatorTestHarness<>(
                new PaceOperator(new PaceFunction(setup)),
                PaceInput::paceKey,
                Types.STRING,
                MAX_PARALLELISM,
                tasks,
                task);
        // A restored life would only write what is new, and nobody here keeps the older files for it.
        EmbeddedRocksDBStateBackend rocks = new EmbeddedRocksDBStateBackend(snapshot == null);
        rocks.setDbStoragePath(folder.toUri().toString());
        flink.setStateBackend(rocks);
        flink.setup();
        if (snapshot != null) {
            flink.initializeState(snapshot);
        }
        // A start takes a while, in which the rate limiters of the new life fill.
        NOW.addAndGet(-START_MILLIS);
        flink.open();
        NOW.addAndGet(START_MILLIS);
        flink.setProcessingTime(NOW.get() + SET.get());
    }

    static Harness fresh(Path folder) throws Exception {
        Harness fresh = unread(folder);
        fresh.readMarks();
        MARKS.clear();
        return fresh;
    }

    /** A first life that has not read its marks yet. */
    static Harness unread(Path folder) throws Exception {
        NOW.set(Stage.START);
        SET.set(0);
        ROUTING.set(Routing.NO_NEWS);
        MARKS.clear();
        REQUESTS.clear();
        steady = clock();
        return new Harness(folder, null);
    }

    OperatorSubtaskState checkpoint() throws Exception {
        return flink.snapshot(NOW.get(), NOW.get());
    }

    /** A life that begins from a checkpoint; its marks are not read yet. */
    static Harness restored(Path folder, OperatorSubtaskState checkpoint) throws Exception {
        NOW.addAndGet(100);
        return new Harness(folder, checkpoint);
    }

    /** The same for one task of several, over nothing. */
    static Harness restored(Path folder, OperatorSubtaskState checkpoint, int task, int tasks) throws Exception {
        NOW.addAndGet(100);
        return new Harness(folder, checkpoint, task, tasks);
    }

    /** Takes a checkpoint, ends this life and begins the next one from it; its marks are not read yet. */
    Harness restart(Path folder) throws Exception {
        OperatorSubtaskState checkpoint = checkpoint();
        close();
        return restored(folder, checkpoint);
    }

    private static int mark(Outcome fence) {
        for (int partition = 0; partition < 2; partition++) {
            Outcome.Builder here = fence.toBuilder();
            here.getFenceBuilder().setPartition(partition);
            MARKS.add(here.build());
        }
        return 2;
    }

    /** The operator reads this mark back. */
    void read(Outcome mark) throws Exception {
        byte[] bytes = RecordCodec.OUTCOME.encode(mark);
        flink.processElement(new PaceInput(mark.getPaceKey(), PaceInput.Kind.FENCE, bytes), NOW.get());
        flink.setProcessingTime(NOW.get() + SET.get());
    }

    /** The operator reads all that was written to the journal's partitions. */
    void readMarks() throws Exception {
        for (Outcome mark : MARKS) {
            read(mark);
        }
    }

    private static SteadyTime clock() {
        TimeSource machine = new TimeSource() {
            @Override
            public long wallMillis() {
                return NOW.get() + SET.get();
            }

            @Override
            public long monotonicNanos() {
                return NOW.get() * 1_000_000;
            }
        };
        return new SteadyTime(machine, step -> {});
    }

    void deliver(String key, Delivery delivery) throws Exception {
        byte[] bytes = RecordCodec.DELIVERY.encode(delivery);
        flink.processElement(new PaceInput(key, PaceInput.Kind.DELIVERY, bytes), NOW.get());
    }

    void outcome(String key, Outcome outcome) throws Exception {
        byte[] bytes = RecordCodec.OUTCOME.encode(outcome);
        flink.processElement(new PaceInput(key, PaceInput.Kind.OUTCOME, bytes), NOW.get());
    }

    void raw(PaceInput input) throws Exception {
        flink.processElement(input, NOW.get());
    }

    void advance(Duration span) throws Exception {
        long end = NOW.get() + span.toMillis();
        // In steps, so that the clock that PACE reads agrees with the timers.
        for (long at = NOW.get(); at < end; at = Math.min(end, at + Math.max(1, span.toMillis() / 50))) {
            NOW.set(at);
            flink.setProcessingTime(at + SET.get());
        }
        NOW.set(end);
        flink.setProcessingTime(end + SET.get());
    }

    /** Somebody sets the machine's clock; no time passes. */
    void setClock(Duration by) throws Exception {
        SET.addAndGet(by.toMillis());
        flink.setProcessingTime(NOW.get() + SET.get());
    }

    int timers() {
        return flink.numProcessingTimeTimers();
    }

    /** Attempts since the last look. */
    List<Attempt> attempts() {
        List<Attempt> attempts = new ArrayList<>(flink.extractOutputValues());
        flink.getOutput().clear();
        return attempts;
    }

    List<String> attempted() {
        return attempts().stream()
                .map(attempt -> Stage.id(attempt) + "#" + attempt.number())
                .toList();
    }

    List<JournalEntry> settled() {
        var out = flink.getSideOutput(PaceFunction.SETTLED);
        return out == null
                ? List.of()
                : out.stream().map(record -> record.getValue()).toList();
    }

    List<Notice> notices() {
        var out = flink.getSideOutput(PaceFunction.NOTICES);
        return out == null
                ? List.of()
                : out.stream().map(record -> record.getValue()).toList();
    }

    List<JournalEntry> rerouted() {
        var out = flink.getSideOutput(PaceFunction.REROUTED);
        return out == null
                ? List.of()
                : out.stream().map(record -> record.getValue()).toList();
    }

    @Override
    public void close() throws Exception {
        flink.close();
    }
}
