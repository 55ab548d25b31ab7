package io.migomail.telemetry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A metric, defined once: what is counted, exported, documented, drawn and alerted on comes from here. Immutable.
 *
 * @param name by the conventions of Prometheus: {@code migomail_…}, a counter ends in {@code _total}
 * @param help one sentence
 * @param bounds of a histogram, ascending; else empty
 * @param most label sets that one process has at most; what would be more is counted under {@link Label#OTHER}
 */
public record Metric(
        String name,
        Kind kind,
        Unit unit,
        String help,
        List<Label> labels,
        List<Double> bounds,
        Place place,
        int most) {
    /** Durations of what people or programs wait for, in seconds. */
    public static final List<Double> SHORT =
            List.of(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0);

    /** Durations of deliveries, in seconds; 2 and 5 are what is promised. */
    public static final List<Double> LONG =
            List.of(0.01, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0, 300.0, 1800.0, 14400.0);

    private static final Pattern NAME = Pattern.compile("migomail_[a-z0-9]+(_[a-z0-9]+)*");
    /** A scrape stays small however much there is to tell. */
    private static final int MOST = 2_000;

    /** An enum constant or another holder of a definition. */
    @FunctionalInterface
    public interface Defined {
        Metric metric();
    }

    /** Copies the lists, and refuses what breaks the conventions or is not bounded. */
    public Metric {
        labels = List.copyOf(labels);
        bounds = List.copyOf(bounds);
        if (!NAME.matcher(name).matches() || name.endsWith("_total") != (kind == Kind.COUNTER)) {
            throw new IllegalArgumentException("no name of a " + kind.word() + ": " + name);
        }
        if (unit == Unit.SECONDS != name.contains("_seconds") || unit == Unit.BYTES != name.contains("_bytes")) {
            throw new IllegalArgumentException(name + " does not tell its unit, " + unit.word());
        }
        if (most > MOST || help.isBlank() || !help.endsWith(".")) {
            throw new IllegalArgumentException(name + " has " + most + " label sets, or no sentence of help");
        }
    }

    /** A counter of a server's process. */
    public static Metric counter(String name, Unit unit, String help, Label... labels) {
        return of(name, Kind.COUNTER, unit, help, List.of(), labels);
    }

    /** A gauge of a server's process. */
    public static Metric gauge(String name, Unit unit, String help, Label... labels) {
        return of(name, Kind.GAUGE, unit, help, List.of(), labels);
    }

    /** A histogram of a server's process. */
    public static Metric histogram(String name, Unit unit, String help, List<Double> bounds, Label... labels) {
        return of(name, Kind.HISTOGRAM, unit, help, bounds, labels);
    }

    private static Metric of(String name, Kind kind, Unit unit, String help, List<Double> bounds, Label... labels) {
        List<Label> list = Arrays.asList(labels);
        int product = list.stream().mapToInt(Label::most).reduce(1, (a, b) -> Math.min(MOST, a * b));
        return new Metric(name, kind, unit, help, list, bounds, Place.SERVER, product);
    }

    /** The same with fewer label sets than its labels would make: of routes and statuses few go together. */
    public Metric atMost(int sets) {
        return new Metric(name, kind, unit, help, labels, bounds, place, sets);
    }

    /** The same where Flink exports it. */
    public Metric at(Place other) {
        return new Metric(name, kind, unit, help, labels, bounds, other, most);
    }

    /** How the series are called that a scrape finds. */
    public List<String> exported() {
        List<String> out = new ArrayList<>();
        if (kind == Kind.HISTOGRAM) {
            out.add(exported("_bucket", place == Place.SERVER ? "" : "le_"));
            out.add(exported("_sum", ""));
            out.add(exported("_count", ""));
        } else {
            out.add(exported("", ""));
        }
        return List.copyOf(out);
    }

    private String exported(String suffix, String last) {
        StringBuilder out = new StringBuilder(place.prefix());
        if (place != Place.SERVER) {
            labels.forEach(label -> out.append(label.name()).append('_'));
        }
        return out.append(last).append(name).append(suffix).toString();
    }
}
