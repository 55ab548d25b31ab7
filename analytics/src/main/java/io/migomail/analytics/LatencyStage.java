package io.migomail.analytics;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** A part of the way of a delivery that was accepted, between two of its instants, as the story of its message tells it. */
public enum LatencyStage {
    QUEUE(Instant.START, Instant.QUEUED),
    RENDER(Instant.QUEUED, Instant.RENDERED),
    /** To the first attempt. */
    DISPATCH(Instant.RENDERED, Instant.DISPATCHED),
    ACCEPT(Instant.DISPATCHED, Instant.ACCEPTED),
    TOTAL(Instant.START, Instant.ACCEPTED);

    /** An instant of a delivery: a column of {@link AcceptedDeliveries}, a part of {@link WindowFact.Way}. */
    private enum Instant {
        START(WindowFact.Way::start),
        QUEUED(WindowFact.Way::queued),
        RENDERED(WindowFact.Way::rendered),
        DISPATCHED(WindowFact.Way::dispatched),
        ACCEPTED(WindowFact.Way::accepted);

        private final ToLongFunction<WindowFact.Way> of;

        Instant(ToLongFunction<WindowFact.Way> of) {
            this.of = of;
        }

        private String column() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static final String SELECT_LIST =
            Arrays.stream(values()).map(LatencyStage::spread).collect(Collectors.joining(", "));

    /** A histogram of each in the form of {@link LatencySketch}. */
    static final String SKETCH_LIST =
            Arrays.stream(values()).map(LatencyStage::sketch).collect(Collectors.joining(", "));

    private final Instant from;
    private final Instant to;

    LatencyStage(Instant from, Instant to) {
        this.from = from;
        this.to = to;
    }

    /** The word used in the API. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The column of table {@code windows} that it is kept in. */
    String sketchColumn() {
        return "latency_" + word();
    }

    /** How long it took; -1 where an instant is not known. */
    public long millis(WindowFact.Way way) {
        long begin = from.of.applyAsLong(way);
        long end = to.of.applyAsLong(way);
        return begin > 0 && end > 0 ? Math.max(0, end - begin) : -1;
    }

    private String spread() {
        return Spread.sql(span(), isKnown());
    }

    private String sketch() {
        return "sumMapIf(map(" + LatencySketch.bucketSql(span()) + ", toUInt64(1)), " + isKnown() + ")";
    }

    private String span() {
        // Two machines' clocks may make a span negative.
        return "greatest(0, " + to.column() + " - " + from.column() + ")";
    }

    private String isKnown() {
        return from.column() + " > 0 AND " + to.column() + " > 0";
    }
}
