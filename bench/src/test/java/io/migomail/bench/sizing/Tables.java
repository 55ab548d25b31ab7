package io.migomail.bench.sizing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Costs in round figures, in which a test says what it is about. */
final class Tables {
    private Tables() {}

    /** Everything costs nothing but what is given, and the waits between are none; times do not vary. */
    static Costs costs(Map<String, Double> given) {
        return Costs.of(Coefficients.parse(lines(given)));
    }

    static List<String> lines(Map<String, Double> given) {
        List<String> lines = new ArrayList<>();
        for (Coefficients.Row row : Costs.table().rows()) {
            double value = given.getOrDefault(row.name(), usual(row.name()));
            lines.add(String.join("\t", row.name(), Double.toString(value), row.unit(), "assumed", "a test"));
        }
        return lines;
    }

    /** What may not be nothing. */
    private static double usual(String name) {
        return switch (name) {
            case "broker.written", "store.rate" -> 1e6;
            case "checkpoint.every" -> 5;
            case "wire.replies" -> 1;
            default -> 0;
        };
    }
}
