package io.migomail.telemetry;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A label of a metric with the bound of its values: nothing that grows with accounts, domains, recipients or messages.
 *
 * @param values all there are; empty where they stand in a table of the code, of which there are at most {@code most}
 */
public record Label(String name, String meaning, List<String> values, int most) {
    /** What stands for a value beyond the bound. */
    public static final String OTHER = "other";

    private static final Pattern NAME = Pattern.compile("[a-z][a-z_]*");

    /** Copies the values, and refuses a name that Prometheus would not take or that stands for something there. */
    public Label {
        values = List.copyOf(values);
        if (!NAME.matcher(name).matches() || name.equals("le") || name.equals("quantile") || most < 1) {
            throw new IllegalArgumentException("no label: " + name);
        }
    }

    /** A label with these values and no others. */
    public static Label of(String name, String meaning, String... values) {
        return new Label(name, meaning, Arrays.asList(values), values.length);
    }

    /** A label with the values of a table of the code, of which there are so many at most. */
    public static Label atMost(int most, String name, String meaning) {
        return new Label(name, meaning, List.of(), most);
    }
}
