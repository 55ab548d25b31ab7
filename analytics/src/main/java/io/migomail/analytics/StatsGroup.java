package io.migomail.analytics;

import java.util.ArrayList;
import java.util.List;

/**
 * What figures are of.
 *
 * @param at where its part of the range begins, milliseconds; 0 where the range is not cut
 * @param values of the dimensions asked for, in their order; the empty text where there is none
 */
public record StatsGroup(long at, List<String> values) {
    static StatsGroup read(RowBinaryInput in, int dimensions) {
        long at = in.int64();
        List<String> values = new ArrayList<>(dimensions);
        for (int i = 0; i < dimensions; i++) {
            values.add(in.text());
        }
        return new StatsGroup(at, List.copyOf(values));
    }
}
