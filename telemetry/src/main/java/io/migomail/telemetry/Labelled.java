package io.migomail.telemetry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The series of one metric by the values of its labels, no more than the metric allows: beyond that, or where a value is
 * none of its label's, {@link Label#OTHER} stands for every value. Thread-safe. A caller in a hurry keeps what it got.
 */
public final class Labelled<T> {
    private static final int COMPLETED = 250;

    private final Metric metric;
    private final Function<List<String>, T> make;
    private final Map<List<String>, T> series = new ConcurrentHashMap<>();
    private final List<String> other;

    Labelled(Metric metric, Function<List<String>, T> make) {
        this.metric = metric;
        this.make = make;
        this.other = Collections.nCopies(metric.labels().size(), Label.OTHER);
    }

    /** Those of labels with a list are told from the start: what never happened is 0, not missing. */
    Labelled<T> complete() {
        if (metric.most() <= COMPLETED
                && metric.labels().stream().noneMatch(label -> label.values().isEmpty())) {
            complete(List.of());
        }
        return this;
    }

    private void complete(List<String> begun) {
        if (begun.size() == metric.labels().size()) {
            series.computeIfAbsent(begun, make);
            return;
        }
        for (String value : metric.labels().get(begun.size()).values()) {
            List<String> more = new ArrayList<>(begun);
            more.add(value);
            complete(List.copyOf(more));
        }
    }

    /** The series with these values, one for each label in the order of the definition. */
    public T with(String... values) {
        List<String> key = Arrays.asList(values);
        T known = series.get(key);
        return known == null ? series.computeIfAbsent(allowed(key), make) : known;
    }

    private List<String> allowed(List<String> values) {
        List<Label> labels = metric.labels();
        if (values.size() != labels.size()) {
            throw new IllegalArgumentException(metric.name() + " has " + labels.size() + " labels, not " + values);
        }
        for (int i = 0; i < labels.size(); i++) {
            List<String> closed = labels.get(i).values();
            if (!closed.isEmpty() && !closed.contains(values.get(i))) {
                return other;
            }
        }
        return series.size() < metric.most() || series.containsKey(values) ? List.copyOf(values) : other;
    }
}
