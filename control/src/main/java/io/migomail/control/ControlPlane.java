package io.migomail.control;

import com.google.protobuf.MessageLite;
import io.migomail.core.KafkaAddress;
import io.migomail.core.Limits;
import io.migomail.core.RecordCodec;
import io.migomail.core.Shared;
import io.migomail.core.TimeSource;
import io.migomail.core.record.Change;
import io.migomail.core.record.ControlRecord;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The control plane as one process sees it: a view that follows the compacted topic {@code control}, and writes that
 * the log decides. A write is a record of version {@code expected + 1}; of several with one version the first in the
 * log holds. Every record has a key of its own, so compaction keeps winner and losers alike until the writer that
 * notices removes what no longer counts. Thread-safe; each opened instance is closed once.
 */
public final class ControlPlane implements AutoCloseable {
    private static final Duration LIMIT = Limits.CONTROL_WRITE_TIMEOUT;
    private static final Shared<KafkaAddress, ControlReplica> SHARED = new Shared<>(ControlReplica::close);

    private final ControlReplica replica;
    private final TimeSource time;
    private final Runnable release;
    private final AtomicBoolean closed = new AtomicBoolean();

    private ControlPlane(ControlReplica replica, TimeSource time, Runnable release) {
        this.replica = replica;
        this.time = time;
        this.release = release;
    }

    /**
     * The process's one replica for these brokers. Returns when all that was in the topic at its start is
     * applied.
     *
     * @throws IllegalStateException where that takes longer than {@link Limits#CONTROL_READ_TIMEOUT}
     */
    public static ControlPlane shared(KafkaAddress kafka, TimeSource time) throws InterruptedException {
        Shared.Lease<ControlReplica> lease =
                SHARED.take(kafka, () -> started(new KafkaControlLog(kafka), kafka.bootstrap()));
        return new ControlPlane(lease.value(), time, lease::close);
    }

    /** A control plane of its own, in memory and gone with it: for tests and trials. */
    public static ControlPlane inMemory(TimeSource time) throws InterruptedException {
        return over(new MemoryLog().reader(), time);
    }

    /** Over any log. */
    static ControlPlane over(ControlLog log, TimeSource time) throws InterruptedException {
        ControlReplica replica = started(log, "the log");
        return new ControlPlane(replica, time, replica::close);
    }

    private static ControlReplica started(ControlLog log, String where) throws InterruptedException {
        ControlReplica replica = new ControlReplica(log);
        boolean ready = false;
        try {
            ready = replica.start(Limits.CONTROL_READ_TIMEOUT);
        } finally {
            if (!ready) {
                replica.close();
            }
        }
        if (!ready) {
            throw new IllegalStateException("the control topic at " + where + " could not be read to its end within "
                    + Limits.CONTROL_READ_TIMEOUT);
        }
        return replica;
    }

    /** What holds now. */
    public ControlView view() {
        return replica.view();
    }

    /** The highest offset whose record the view shows; -1 before the first. */
    public long appliedOffset() {
        return replica.appliedOffset();
    }

    /**
     * An offset at or after every record that a look-up made before this call can have seen: what another process must
     * have applied to see the same.
     */
    public long seenOffset() {
        return replica.seenOffset();
    }

    /** Records in the log that the view does not show yet, as it last heard. */
    public long behind() {
        return replica.behind();
    }

    /** Waits until the view shows the record at this offset; false where the time-out came first. */
    public boolean awaitOffset(long offset, Duration timeout) throws InterruptedException {
        return replica.awaitOffset(offset, timeout);
    }

    /** Calls the listener after each change, on the reader's thread, from now until the result is run. */
    public Runnable onChange(Consumer<ControlChange> listener) {
        replica.listeners().add(listener);
        return () -> replica.listeners().remove(listener);
    }

    /** The present version of an entity, for {@link #put}; 0 where there is none. */
    public long version(EntityKind kind, String id) {
        return view().version(kind, id);
    }

    /** Writes an entity over the expected version (0 = it must be new) and waits until the view has decided. */
    public WriteResult put(MessageLite entity, long expectedVersion) throws InterruptedException {
        return put(entity, expectedVersion, null);
    }

    /**
     * The same, with an entry of the audit log: record and entry are one write (docs/adr/0029).
     *
     * @param change without its fields, which are found here; null = nobody asked for it
     */
    public WriteResult put(MessageLite entity, long expectedVersion, @Nullable Change change)
            throws InterruptedException {
        ControlRecord.Builder record = ControlRecord.newBuilder().setId(EntityKind.fullIdOf(entity));
        EntityKind.set(record, entity);
        return write(record, expectedVersion, change);
    }

    /** Deletes an entity whose version is the expected one. */
    public WriteResult delete(EntityKind kind, String id, long expectedVersion) throws InterruptedException {
        return delete(kind, id, expectedVersion, null);
    }

    /** The same, with an entry of the audit log; null = nobody asked for it. */
    public WriteResult delete(EntityKind kind, String id, long expectedVersion, @Nullable Change change)
            throws InterruptedException {
        return write(ControlRecord.newBuilder().setId(kind.fullId(id)).setDeleted(true), expectedVersion, change);
    }

    private WriteResult write(ControlRecord.Builder builder, long expectedVersion, @Nullable Change change)
            throws InterruptedException {
        ControlView.Present before = view().present(builder.getId());
        long held = before == null ? 0 : before.version();
        if (held != expectedVersion) {
            return WriteResult.conflict(held);
        }
        ControlRecord record = record(builder.setVersion(expectedVersion + 1), before, change);
        String key = key(record);
        replica.expect(key);
        WriteResult written;
        boolean won;
        try {
            written = append(key, record);
        } finally {
            won = replica.won(key);
        }
        if (!written.won()) {
            return written;
        }
        if (!won) {
            replica.log().append(key, null);
            return WriteResult.conflict(version(record));
        }
        clear(before, record);
        return written;
    }

    /**
     * Writes an entry of the audit log about something that the control log does not hold itself, and waits until the view
     * shows it. There is no version: every such write wins.
     *
     * @param resource {@code <kind>/<id>}
     * @param change with what was done as its action
     */
    public WriteResult note(String resource, Change change) throws InterruptedException {
        ControlRecord record = ControlRecord.newBuilder()
                .setId(resource)
                .setSuperseded(true)
                .setAt(time.wallMillis())
                .setChange(change)
                .build();
        WriteResult written = append(key(record), record);
        if (written.won()) {
            trim(record);
        }
        return written;
    }

    private static String key(ControlRecord record) {
        return record.getId() + "@" + record.getVersion() + "/" + UUID.randomUUID();
    }

    private ControlRecord record(
            ControlRecord.Builder builder, ControlView.@Nullable Present before, @Nullable Change change) {
        builder.setAt(time.wallMillis());
        if (change != null) {
            List<String> fields = ChangedFields.between(before == null ? null : before.record(), builder.build());
            builder.setChange(change.toBuilder().addAllFields(fields));
        }
        return builder.build();
    }

    /** Takes from the log what no longer counts: of a record that held only its change stays, and that not for ever. */
    private void clear(ControlView.@Nullable Present before, ControlRecord record) {
        if (before != null) {
            ControlRecord left = before.record().toBuilder()
                    .clearEntity()
                    .setSuperseded(true)
                    .build();
            replica.log().append(before.logKey(), left.hasChange() ? RecordCodec.CONTROL.encode(left) : null);
        }
        if (record.hasChange()) {
            trim(record);
        }
    }

    private void trim(ControlRecord record) {
        view().surplus(record.getChange().getAccountId(), time.wallMillis())
                .forEach(entry -> replica.log().append(entry.logKey(), null));
    }

    /** Won as soon as the view has read it, whoever's version it shows. */
    private WriteResult append(String key, ControlRecord record) throws InterruptedException {
        long started = time.monotonicNanos();
        try {
            long offset = replica.log()
                    .append(key, RecordCodec.CONTROL.encode(record))
                    .toCompletableFuture()
                    .get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            Duration left = LIMIT.minusNanos(time.monotonicNanos() - started);
            return replica.awaitOffset(offset, left)
                    ? new WriteResult(WriteResult.Status.WON, record.getVersion(), offset, "")
                    : WriteResult.unavailable("written, but the view did not reach offset " + offset + " in " + LIMIT);
        } catch (ExecutionException e) {
            return WriteResult.unavailable("not written to the control topic: " + e.getCause());
        } catch (TimeoutException e) {
            return WriteResult.unavailable("no acknowledgement of the control topic within " + LIMIT);
        }
    }

    private long version(ControlRecord record) {
        ControlView.Present now = view().present(record.getId());
        return now == null ? 0 : now.version();
    }

    /** Gives the view back; the last user of a shared one ends its thread and connections. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            release.run();
        }
    }
}
