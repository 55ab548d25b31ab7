package io.migomail.bench.report;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.migomail.bench.load.Sent;
import io.migomail.bench.mx.Arrivals;
import java.util.List;

/**
 * What became of the mail that was in the way.
 *
 * @param first number of its first message
 * @param parts what was answered, in the order of the numbers
 */
public record FloodReport(int first, List<Sent> parts, Arrivals arrivals) {
    /** Counts, as far as things have come. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Seen(int offered, int accepted, int lost) {}

    /** Messages that the system took. */
    public int accepted() {
        return parts.stream().mapToInt(Sent::accepted).sum();
    }

    /** What holds now: called when nothing more arrives. */
    public Seen seen() {
        int number = first;
        int offered = 0;
        int lost = 0;
        for (Sent part : parts) {
            for (int n = 0; n < part.count(); n++, number++) {
                offered++;
                lost += part.accepted(n) && arrivals.at(number) == 0 ? 1 : 0;
            }
        }
        return new Seen(offered, accepted(), lost);
    }
}
