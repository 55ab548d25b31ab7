package io.migomail.control;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A log in memory that any number of readers follow, each with its own {@link #reader}. Thread-safe. */
final class MemoryLog {
    private final List<ControlLog.Entry> entries = new ArrayList<>();
    private long next;

    synchronized long append(String key, byte @Nullable [] value) {
        entries.add(new ControlLog.Entry(next, key, value));
        notifyAll();
        return next++;
    }

    /** Keeps the last record of every key, and of those no tombstones: what Kafka's compaction comes to. */
    synchronized void compact() {
        List<ControlLog.Entry> kept = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            ControlLog.Entry entry = entries.get(i);
            boolean last = entries.subList(i + 1, entries.size()).stream()
                    .noneMatch(e -> e.key().equals(entry.key()));
            if (last && entry.value() != null) {
                kept.add(entry);
            }
        }
        entries.clear();
        entries.addAll(kept);
    }

    synchronized int size() {
        return entries.size();
    }

    private synchronized ControlLog.Batch read(long from, Duration timeout) throws InterruptedException {
        if (next <= from) {
            wait(Math.max(1, timeout.toMillis()));
        }
        List<ControlLog.Entry> found =
                entries.stream().filter(e -> e.offset() >= from).toList();
        return new ControlLog.Batch(found, next);
    }

    private synchronized void wakeAll() {
        notifyAll();
    }

    /** One reader, from the beginning. */
    ControlLog reader() {
        return new ControlLog() {
            private long position;

            @Override
            public CompletionStage<Long> append(String key, byte @Nullable [] value) {
                return CompletableFuture.completedFuture(MemoryLog.this.append(key, value));
            }

            @Override
            public Batch poll(Duration timeout) {
                try {
                    Batch batch = read(position, timeout);
                    position = batch.nextOffset();
                    return batch;
                } catch (InterruptedException e) {
                    throw new org.apache.kafka.common.errors.InterruptException(e);
                }
            }

            @Override
            public long endOffset() {
                synchronized (MemoryLog.this) {
                    return next;
                }
            }

            @Override
            public void wakeup() {
                wakeAll();
            }

            @Override
            public void close() {
                // nothing is held
            }
        };
    }
}
