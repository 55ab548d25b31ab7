package io.migomail.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/**
 * The metrics of one server's process: each is registered once, by its definition. Thread-safe. One that nobody scrapes
 * costs an addition for what is counted.
 */
public final class Registry {
    /** The media type of OpenMetrics, for those who ask for it. */
    static final String OPEN_METRICS = OpenMetricsTextFormatWriter.CONTENT_TYPE;

    /** What everybody understands. */
    static final String TEXT = PrometheusTextFormatWriter.CONTENT_TYPE;

    private static final int FIRST = 16_384;

    private final PrometheusRegistry registry = new PrometheusRegistry();

    /** Adds what Prometheus' client tells of every JVM ({@code jvm_…}, {@code process_…}); once. */
    void addJvm() {
        JvmMetrics.builder().register(registry);
    }

    /** A counter. */
    public Labelled<Count> counter(Metric.Defined defined) {
        Metric metric = checked(defined, Kind.COUNTER);
        Counter counter = Counter.builder()
                .name(metric.name())
                .help(metric.help())
                .labelNames(names(metric))
                .withoutExemplars()
                .register(registry);
        return new Labelled<Count>(metric, values -> {
                    CounterDataPoint point = counter.labelValues(values.toArray(String[]::new));
                    return point::inc;
                })
                .complete();
    }

    /** A histogram. */
    public Labelled<Spread> histogram(Metric.Defined defined) {
        Metric metric = checked(defined, Kind.HISTOGRAM);
        Histogram histogram = Histogram.builder()
                .name(metric.name())
                .help(metric.help())
                .labelNames(names(metric))
                .classicOnly()
                .classicUpperBounds(metric.bounds().stream()
                        .mapToDouble(Double::doubleValue)
                        .toArray())
                .withoutExemplars()
                .register(registry);
        return new Labelled<Spread>(metric, values -> {
                    DistributionDataPoint point = histogram.labelValues(values.toArray(String[]::new));
                    return point::observe;
                })
                .complete();
    }

    /** A gauge without labels, asked at each scrape. */
    public void gauge(Metric.Defined defined, DoubleSupplier now) {
        Metric metric = checked(defined, Kind.GAUGE);
        GaugeWithCallback.builder()
                .name(metric.name())
                .help(metric.help())
                .callback(told -> told.call(now.getAsDouble()))
                .register(registry);
    }

    /**
     * A gauge with one label, asked at each scrape; values that the label does not have, or that would be more than it may
     * have, are left out.
     */
    public void gauges(Metric.Defined defined, Supplier<Map<String, Double>> now) {
        Metric metric = checked(defined, Kind.GAUGE);
        GaugeWithCallback.builder()
                .name(metric.name())
                .help(metric.help())
                .labelNames(names(metric))
                .callback(told -> within(metric, now.get()).forEach((value, number) -> told.call(number, value)))
                .register(registry);
    }

    /** A counter with one label that something else counts, asked at each scrape; as with {@link #gauges}. */
    public void counters(Metric.Defined defined, Supplier<Map<String, Double>> now) {
        Metric metric = checked(defined, Kind.COUNTER);
        CounterWithCallback.builder()
                .name(metric.name())
                .help(metric.help())
                .labelNames(names(metric))
                .callback(told -> within(metric, now.get()).forEach((value, number) -> told.call(number, value)))
                .register(registry);
    }

    private static Map<String, Double> within(Metric metric, Map<String, Double> now) {
        Label label = metric.labels().get(0);
        Map<String, Double> out = new LinkedHashMap<>();
        now.forEach((value, number) -> {
            boolean has = label.values().isEmpty()
                    ? out.size() < label.most()
                    : label.values().contains(value);
            if (has) {
                out.put(value, number);
            }
        });
        return out;
    }

    /** A counter without labels that something else counts, asked at each scrape. */
    public void counter(Metric.Defined defined, DoubleSupplier now) {
        Metric metric = checked(defined, Kind.COUNTER);
        CounterWithCallback.builder()
                .name(metric.name())
                .help(metric.help())
                .callback(told -> told.call(now.getAsDouble()))
                .register(registry);
    }

    private static Metric checked(Metric.Defined defined, Kind kind) {
        Metric metric = defined.metric();
        if (metric.kind() != kind || metric.place() != Place.SERVER) {
            throw new IllegalArgumentException(
                    metric.name() + " is a " + metric.kind().word() + " at " + metric.place());
        }
        return metric;
    }

    private static String[] names(Metric metric) {
        return metric.labels().stream().map(Label::name).toArray(String[]::new);
    }

    /** Everything as a scrape finds it, in the older format of Prometheus. */
    public String text() throws IOException {
        return new String(scrape(false), UTF_8);
    }

    /** Everything as text, in OpenMetrics or the older format of Prometheus. */
    byte[] scrape(boolean openMetrics) throws IOException {
        ExpositionFormatWriter writer =
                openMetrics ? OpenMetricsTextFormatWriter.create() : PrometheusTextFormatWriter.create();
        ByteArrayOutputStream out = new ByteArrayOutputStream(FIRST);
        writer.write(out, registry.scrape());
        return out.toByteArray();
    }
}
