package io.migomail.mta.metric;

import io.migomail.telemetry.Count;
import io.migomail.telemetry.Kind;
import io.migomail.telemetry.Label;
import io.migomail.telemetry.Metric;
import io.migomail.telemetry.Place;
import io.migomail.telemetry.Spread;
import java.util.List;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/**
 * Metrics by their definitions in a group of Flink's, so that its Prometheus reporter exports them under the names that
 * {@link Metric#exported} tells. What is got may be used by any thread, and allocates nothing.
 */
public final class FlinkMeters {
    private final MetricGroup group;

    /** In the group of an operator, or of what reads a source's records. */
    public FlinkMeters(MetricGroup group) {
        this.group = group;
    }

    /** One series of a counter. */
    public Count counter(Metric.Defined defined, String... values) {
        Metric metric = checked(defined, Kind.COUNTER);
        LongAdder sum = new LongAdder();
        labelled(metric, values).gauge(metric.name(), (Gauge<Long>) sum::sum);
        return sum::add;
    }

    /** One series of a counter that something else counts, asked at each report. */
    public void counter(Metric.Defined defined, DoubleSupplier now, String... values) {
        asked(checked(defined, Kind.COUNTER), now, values);
    }

    /** One series of a gauge, asked at each report. */
    public void gauge(Metric.Defined defined, DoubleSupplier now, String... values) {
        asked(checked(defined, Kind.GAUGE), now, values);
    }

    private void asked(Metric metric, DoubleSupplier now, String... values) {
        labelled(metric, values).gauge(metric.name(), (Gauge<Double>) now::getAsDouble);
    }

    /** One series of a histogram. */
    public Spread histogram(Metric.Defined defined, String... values) {
        Metric metric = checked(defined, Kind.HISTOGRAM);
        MetricGroup labelled = labelled(metric, values);
        double[] bounds =
                metric.bounds().stream().mapToDouble(Double::doubleValue).toArray();
        LongAdder[] buckets = new LongAdder[bounds.length + 1];
        for (int i = 0; i < buckets.length; i++) {
            buckets[i] = new LongAdder();
            int upTo = i;
            String bound = i < bounds.length ? Double.toString(bounds[i]) : "+Inf";
            labelled.addGroup("le", bound).gauge(metric.name() + "_bucket", (Gauge<Long>) () -> sum(buckets, upTo));
        }
        DoubleAdder sum = new DoubleAdder();
        labelled.gauge(metric.name() + "_sum", (Gauge<Double>) sum::sum);
        labelled.gauge(metric.name() + "_count", (Gauge<Long>) () -> sum(buckets, bounds.length));
        return value -> {
            int i = 0;
            while (i < bounds.length && value > bounds[i]) {
                i++;
            }
            buckets[i].increment();
            sum.add(value);
        };
    }

    private static long sum(LongAdder[] buckets, int upTo) {
        long out = 0;
        for (int i = 0; i <= upTo; i++) {
            out += buckets[i].sum();
        }
        return out;
    }

    private static Metric checked(Metric.Defined defined, Kind kind) {
        Metric metric = defined.metric();
        if (metric.kind() != kind || metric.place() == Place.SERVER) {
            throw new IllegalArgumentException(
                    metric.name() + " is a " + metric.kind().word() + " at " + metric.place());
        }
        return metric;
    }

    private MetricGroup labelled(Metric metric, String... values) {
        List<Label> labels = metric.labels();
        if (labels.size() != values.length) {
            throw new IllegalArgumentException(metric.name() + " has " + labels.size() + " labels");
        }
        MetricGroup out = group;
        for (int i = 0; i < values.length; i++) {
            if (!labels.get(i).values().contains(values[i])) {
                throw new IllegalArgumentException(metric.name() + ": " + values[i]);
            }
            out = out.addGroup(labels.get(i).name(), values[i]);
        }
        return out;
    }
}
