package io.migomail.faults.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What PACE's journal, {@code mail.outcomes}, knew and when: the order of final outcomes and of the fences with which
 * each life of PACE begins (docs/adr/0012). Immutable.
 */
public final class OutcomeLog {
    /** Nobody looked: no life of PACE is known to have begun. */
    public static final OutcomeLog NONE = new OutcomeLog(List.of(), 0);

    private final List<List<Line>> partitions;
    private final Map<String, Place> ends = new HashMap<>();
    private final long epochMillis;

    /**
     * A record that matters here.
     *
     * @param at instant by the machine's clock, milliseconds
     * @param recipient whose delivery ended; empty = a fence
     */
    public record Line(long at, String recipient) {
        boolean fence() {
            return recipient.isEmpty();
        }
    }

    private record Place(int partition, int line) {}

    /**
     * Of these partitions, each in its order.
     *
     * @param epochMillis the machine's clock when the harness's monotonic clock was 0
     */
    public OutcomeLog(List<List<Line>> partitions, long epochMillis) {
        this.partitions = List.copyOf(partitions);
        this.epochMillis = epochMillis;
        for (int p = 0; p < partitions.size(); p++) {
            List<Line> lines = partitions.get(p);
            for (int i = 0; i < lines.size(); i++) {
                if (!lines.get(i).fence()) {
                    ends.putIfAbsent(lines.get(i).recipient(), new Place(p, i));
                }
            }
        }
    }

    /**
     * Whether a life of PACE began after this transaction did, and found no outcome of it in the log: then, and only
     * then, may the mail come again.
     */
    public boolean unknownToNextLife(Arrival arrival) {
        long began = epochMillis + arrival.began() / 1_000_000;
        Place end = ends.get(arrival.recipient());
        if (end == null) {
            return partitions.stream().anyMatch(lines -> fenceSince(lines, began) != null);
        }
        Integer fence = fenceSince(partitions.get(end.partition()), began);
        return fence != null && fence < end.line();
    }

    private static @Nullable Integer fenceSince(List<Line> lines, long began) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).fence() && lines.get(i).at() >= began) {
                return i;
            }
        }
        return null;
    }
}
