package io.migomail.mta.pace;

import io.migomail.core.RecordCodec;
import io.migomail.core.TimeSource;
import io.migomail.core.record.Delivery;
import io.migomail.core.record.Outcome;
import io.migomail.mta.Attempt;
import io.migomail.mta.PaceInput;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;

/** PACE as the operator of a job, on RocksDB, in virtual time. */
final class Harness implements AutoCloseable {
    static final AtomicLong NOW = new AtomicLong(Stage.START);

    private final KeyedOneInputStreamOperatorTestHarness<String, PaceInput, Attempt> flink;

    private Harness(Path folder, @Nullable OperatorSubtaskState snapshot) throws Exception {
        PaceSetup setup = new PaceSetup(
                () -> id -> Stage.pool("192.0.2.1"),
                Harness::clock,
                () -> new SplittableRandom(7),
                Duration.ofMillis(500));
        flink = new KeyedOneInputStreamOperatorTestHarness<>(
                new PaceOperator(new PaceFunction(setup)), PaceInput::paceKey, Types.STRING);
        EmbeddedRocksDBStateBackend rocks = new EmbeddedRocksDBStateBackend(true);
        rocks.setDbStoragePath(folder.toUri().toString());
        flink.setStateBackend(rocks);
        flink.setup();
        if (snapshot != null) {
            flink.initializeState(snapshot);
        }
        flink.open();
        flink.setProcessingTime(NOW.get());
    }

    static Harness fresh(Path folder) throws Exception {
        NOW.set(Stage.START);
        return new Harness(folder, null);
    }

    /** Takes a checkpoint, ends this life and begins the next one from it. */
    Harness restart(Path folder) throws Exception {
        OperatorSubtaskState snapshot = flink.snapshot(1, NOW.get());
        close();
        NOW.addAndGet(100);
        return new Harness(folder, snapshot);
    }

    private static TimeSource clock() {
        return new TimeSource() {
            @Override
            public long wallMillis() {
                return NOW.get();
            }

            @Override
            public long monotonicNanos() {
                return NOW.get() * 1_000_000;
            }
        };
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
            flink.setProcessingTime(at);
        }
        NOW.set(end);
        flink.setProcessingTime(end);
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

    List<byte[]> rerouted() {
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
