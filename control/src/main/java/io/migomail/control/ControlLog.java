package io.migomail.control;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The log under the control plane: Kafka's topic {@code control}, or a list in tests. {@link #append} may be called by
 * any thread; {@link #poll}, {@link #endOffset} and {@link #behind} by the one reader only.
 */
interface ControlLog extends AutoCloseable {
    /** One record; a null value is a tombstone. */
    record Entry(long offset, String key, byte @Nullable [] value) {}

    /** What a poll found, and the offset that the next one starts from (compaction leaves holes). */
    record Batch(List<Entry> entries, long nextOffset) {}

    /** Writes durably; completes with the record's offset, or exceptionally. */
    CompletionStage<Long> append(String key, byte @Nullable [] value);

    /** The records after those of the last poll, in order; an empty batch after the time-out. */
    Batch poll(Duration timeout);

    /** The offset that the next record will take. */
    long endOffset();

    /** Records behind those of the last poll, as the log last told; 0 where it does not tell. */
    default long behind() {
        return 0;
    }

    /** Makes a running and every later poll return at once; any thread. */
    void wakeup();

    @Override
    void close();
}
