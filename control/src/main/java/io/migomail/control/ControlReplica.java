package io.migomail.control;

import io.migomail.core.RecordCodec;
import io.migomail.core.RecordFormatException;
import io.migomail.core.record.ControlRecord;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the log into the view, on one daemon thread, from {@link #start} to {@link #close}. A record that cannot be
 * read is logged and passed over, and the applied offset still advances: waiters must not wait for it. A broker that is
 * away is waited for.
 */
final class ControlReplica implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ControlReplica.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration RETRY = Duration.ofMillis(200);

    private final ControlLog log;
    private final ControlView view = new ControlView();
    private final List<Consumer<ControlChange>> listeners = new CopyOnWriteArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private final Map<String, Boolean> pending = new ConcurrentHashMap<>();
    private final Thread reader;
    private volatile long nextOffset;
    private volatile long seenOffset = -1;
    private volatile long startEnd = -1;
    private volatile long behind;
    private volatile boolean closed;

    ControlReplica(ControlLog log) {
        this.log = log;
        this.reader = new Thread(this::follow, "control-view");
        reader.setDaemon(true);
    }

    ControlView view() {
        return view;
    }

    ControlLog log() {
        return log;
    }

    List<Consumer<ControlChange>> listeners() {
        return listeners;
    }

    /** From now on the reader notes whether the record with this key comes to hold. */
    void expect(String logKey) {
        pending.put(logKey, false);
    }

    /** Whether the record with this key came to hold, however briefly; forgets the key. */
    boolean won(String logKey) {
        return Boolean.TRUE.equals(pending.remove(logKey));
    }

    /** Starts reading and waits until all that was in the log at the start is applied; false after the time-out. */
    boolean start(Duration timeout) throws InterruptedException {
        reader.start();
        return await(() -> startEnd >= 0 && nextOffset >= startEnd, timeout);
    }

    long appliedOffset() {
        return nextOffset - 1;
    }

    long seenOffset() {
        return seenOffset;
    }

    long behind() {
        return behind;
    }

    boolean awaitOffset(long offset, Duration timeout) throws InterruptedException {
        return nextOffset > offset || await(() -> nextOffset > offset, timeout);
    }

    @Override
    public void close() {
        closed = true;
        log.wakeup();
        try {
            reader.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean await(java.util.function.BooleanSupplier condition, Duration timeout) throws InterruptedException {
        long left = timeout.toNanos();
        lock.lockInterruptibly();
        try {
            while (!condition.getAsBoolean()) {
                if (left <= 0 || closed) {
                    return false;
                }
                left = moved.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void follow() {
        try {
            while (!closed) {
                try {
                    if (startEnd < 0) {
                        startEnd = log.endOffset();
                        signal();
                    }
                    step(log.poll(POLL));
                    behind = log.behind();
                } catch (InterruptException e) {
                    return;
                } catch (KafkaException e) {
                    LOG.warn("control topic cannot be read now: {}", e.toString());
                    await(() -> closed, RETRY);
                }
            }
        } catch (InterruptedException e) {
            LOG.info("the control view's reader was interrupted and ends");
        } finally {
            log.close();
            signal();
        }
    }

    private void step(ControlLog.Batch batch) {
        for (ControlLog.Entry entry : batch.entries()) {
            seenOffset = entry.offset();
            apply(entry);
            nextOffset = entry.offset() + 1;
        }
        nextOffset = Math.max(nextOffset, batch.nextOffset());
        signal();
    }

    private void apply(ControlLog.Entry entry) {
        byte[] value = entry.value();
        if (value == null) {
            view.forget(entry.key()); // Tombstones only take away what no longer counts.
            return;
        }
        ControlRecord record;
        try {
            record = RecordCodec.CONTROL.decode(value);
        } catch (RecordFormatException e) {
            LOG.error("control record at offset {} ({}) passed over: {}", entry.offset(), entry.key(), e.getMessage());
            return;
        }
        if (view.apply(entry.key(), record)) {
            pending.replace(entry.key(), true);
            tell(new ControlChange(entry.offset(), record));
        }
    }

    private void tell(ControlChange change) {
        for (Consumer<ControlChange> listener : listeners) {
            try {
                listener.accept(change);
            } catch (RuntimeException e) {
                LOG.error("a listener failed at {}", change.record().getId(), e);
            }
        }
    }

    private void signal() {
        lock.lock();
        try {
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
