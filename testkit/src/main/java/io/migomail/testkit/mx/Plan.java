package io.migomail.testkit.mx;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a door does at each step, one time after the other. Thread-safe. */
final class Plan {
    private record Row(ArrayDeque<Behaviour> behaviours, boolean round) {}

    private final Map<Step, Row> rows = new EnumMap<>(Step.class);

    /** From now on these, in their order; then the last one for ever, or all of them round and round. */
    synchronized void set(Step step, boolean round, Behaviour... behaviours) {
        rows.put(step, new Row(new ArrayDeque<>(Arrays.asList(behaviours)), round));
    }

    /** The behaviour whose turn it is, or null where nothing is planned. */
    synchronized @Nullable Behaviour next(Step step) {
        Row row = rows.get(step);
        if (row == null || row.behaviours.isEmpty()) {
            return null;
        }
        Behaviour next = row.behaviours.getFirst();
        if (row.round) {
            row.behaviours.addLast(row.behaviours.removeFirst());
        } else if (row.behaviours.size() > 1) {
            row.behaviours.removeFirst();
        }
        return next;
    }
}
