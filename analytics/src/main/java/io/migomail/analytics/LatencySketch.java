package io.migomail.analytics;

import io.migomail.core.record.LatencyHistogram;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How durations are spread, small and mergeable: a histogram whose buckets are one millisecond wide below 64 ms, and a 32nd of the
 * power of two above. What is read from it is the middle of a bucket, so within 1.6 % of the value that the percentile by nearest
 * rank would be; below 64 ms it is that value. A bucket is named by where it begins, which Java and SQL find by whole numbers, and so
 * alike. Not thread-safe.
 */
public final class LatencySketch {
    private static final int EXACT = 64;
    private static final int PARTS = 32;

    private int[] from = new int[8];
    private long[] counts = new long[8];
    private int size;
    private long total;

    /** The sketch of a record; a copy. */
    public static LatencySketch of(LatencyHistogram record) {
        LatencySketch sketch = new LatencySketch();
        for (int i = 0; i < record.getFromCount(); i++) {
            sketch.put(record.getFrom(i), record.getCount(i));
        }
        return sketch;
    }

    /** Counts a duration; a negative one is 0, and the longest is 24 days. */
    public void add(long millis) {
        put(bucket(millis), 1);
    }

    /** Counts so many in the bucket that begins there. */
    void put(int bucket, long count) {
        // What comes from a record or a row comes in order.
        int at = size > 0 && from[size - 1] < bucket ? ~size : Arrays.binarySearch(from, 0, size, bucket);
        if (at < 0) {
            at = ~at;
            open(at, bucket);
        }
        counts[at] += count;
        total += count;
    }

    /** Counts what the other counts as well. */
    public void merge(LatencySketch other) {
        for (int i = 0; i < other.size; i++) {
            put(other.from[i], other.counts[i]);
        }
    }

    /** How many durations there are. */
    public long count() {
        return total;
    }

    /** The percentile by nearest rank; -1 of none. @param level above 0, at most 1 */
    public long percentile(double level) {
        long rank = (long) Math.ceil(level * total);
        for (int i = 0; i < size; i++) {
            rank -= counts[i];
            if (rank <= 0) {
                return middle(from[i]);
            }
        }
        return -1;
    }

    /** What statistics tell of it; null of none. */
    public @Nullable Spread spread() {
        return total == 0
                ? null
                : new Spread(total, percentile(0.5), percentile(0.95), percentile(0.99), percentile(1));
    }

    /** It as a record. */
    public LatencyHistogram toRecord() {
        LatencyHistogram.Builder record = LatencyHistogram.newBuilder();
        for (int i = 0; i < size; i++) {
            record.addFrom(from[i]).addCount(counts[i]);
        }
        return record.build();
    }

    /** Where the bucket of a duration begins. */
    static int bucket(long millis) {
        int value = (int) Math.max(0, Math.min(Integer.MAX_VALUE, millis));
        return value < EXACT ? value : value - value % (Integer.highestOneBit(value) / PARTS);
    }

    /** The same as SQL, of type UInt32. */
    static String bucketSql(String millis) {
        String value = "toUInt32(least(" + Integer.MAX_VALUE + ", greatest(0, " + millis + ")))";
        return "toUInt32(if(" + value + " < " + EXACT + ", " + value + ", " + value + " - " + value
                + " % intDiv(roundToExp2(greatest(" + EXACT + ", " + value + ")), " + PARTS + ")))";
    }

    private static long middle(int bucket) {
        return bucket < EXACT ? bucket : bucket + (Integer.highestOneBit(bucket) / PARTS - 1L) / 2;
    }

    private void open(int at, int bucket) {
        if (size == from.length) {
            from = Arrays.copyOf(from, size * 2);
            counts = Arrays.copyOf(counts, size * 2);
        }
        System.arraycopy(from, at, from, at + 1, size - at);
        System.arraycopy(counts, at, counts, at + 1, size - at);
        from[at] = bucket;
        counts[at] = 0;
        size++;
    }
}
