package io.migomail.telemetry.trace;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where spans go. Thread-safe; never blocks: what a collector does not take in time is dropped. */
public interface Tracing extends AutoCloseable {
    /** Nowhere. */
    Tracing NONE = new Tracing() {
        @Override
        public boolean on() {
            return false;
        }

        @Override
        public Open begin(String name, String traceparent, long startMillis) {
            return new Open() {
                @Override
                public String traceparent() {
                    return traceparent;
                }

                @Override
                public void end(long endMillis, Map<String, String> attributes, @Nullable String fault) {}
            };
        }

        @Override
        public void told(Told span) {}

        @Override
        public void close() {}
    };

    /** A span that has begun. */
    interface Open {
        /** What goes on with the work; what the work came with where there is no tracing. */
        String traceparent();

        /** @param fault a word; null = it was done */
        void end(long endMillis, Map<String, String> attributes, @Nullable String fault);
    }

    /**
     * A span that is over when it is heard of.
     *
     * @param spanId its own, the same however often it is told
     * @param towards whether somebody else's server was asked
     * @param fault a word; null = it was done
     */
    record Told(
            String name,
            TraceParent parent,
            String spanId,
            long startMillis,
            long endMillis,
            boolean towards,
            Map<String, String> attributes,
            @Nullable String fault) {}

    /** Whether anybody is told. */
    boolean on();

    /**
     * Begins a span of a server for what came with a traceparent; where that is empty or none, a trace of its own.
     *
     * @param startMillis by the wall clock
     */
    Open begin(String name, String traceparent, long startMillis);

    /** Tells of a span whose trace is kept; of another it is not told. */
    void told(Told span);

    @Override
    void close();

    /** As {@link #of}, to be closed when the process ends. */
    static Tracing ofProcess(Map<String, String> environment, String service) {
        Tracing tracing = of(environment, service);
        if (tracing.on()) {
            Runtime.getRuntime().addShutdownHook(new Thread(tracing::close, "tracing-stop"));
        }
        return tracing;
    }

    /**
     * By the variables of OpenTelemetry in the environment ({@code OTEL_EXPORTER_OTLP_ENDPOINT}); {@link #NONE} where they name no
     * collector. To be closed where its classes are unloaded.
     *
     * @param service where {@code OTEL_SERVICE_NAME} says nothing else
     */
    static Tracing of(Map<String, String> environment, String service) {
        boolean wanted = environment.containsKey("OTEL_EXPORTER_OTLP_ENDPOINT")
                || environment.containsKey("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT");
        return wanted ? OtlpTracing.start(environment, service) : NONE;
    }
}
