package io.migomail.telemetry.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.trace.IdGenerator;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Spans to a collector, in batches, by the SDK of OpenTelemetry as its variables configure it. Thread-safe. */
final class OtlpTracing implements Tracing {
    private static final String SCOPE = "io.migomail";
    private static final long CLOSE_SECONDS = 5;

    private final SdkTracerProvider provider;
    private final Tracer tracer;
    private final GivenIds ids;

    private OtlpTracing(SdkTracerProvider provider, GivenIds ids) {
        this.provider = provider;
        this.tracer = provider.get(SCOPE);
        this.ids = ids;
    }

    static Tracing start(Map<String, String> environment, String service) {
        Map<String, String> properties = new HashMap<>(Map.of(
                "otel.metrics.exporter", "none",
                "otel.logs.exporter", "none",
                "otel.exporter.otlp.protocol", "http/protobuf",
                "otel.service.name", service));
        environment.forEach((name, value) -> {
            if (name.startsWith("OTEL_")) {
                properties.put(name.toLowerCase(java.util.Locale.ROOT).replace('_', '.'), value);
            }
        });
        GivenIds ids = new GivenIds();
        SdkTracerProvider provider = AutoConfiguredOpenTelemetrySdk.builder()
                .disableShutdownHook()
                .addPropertiesSupplier(() -> properties)
                .addTracerProviderCustomizer((builder, config) -> builder.setIdGenerator(ids))
                .setServiceClassLoader(OtlpTracing.class.getClassLoader())
                .build()
                .getOpenTelemetrySdk()
                .getSdkTracerProvider();
        return new OtlpTracing(provider, ids);
    }

    @Override
    public boolean on() {
        return true;
    }

    @Override
    public Open begin(String name, String traceparent, long startMillis) {
        SpanBuilder builder = tracer.spanBuilder(name)
                .setSpanKind(SpanKind.SERVER)
                .setStartTimestamp(startMillis, TimeUnit.MILLISECONDS);
        TraceParent parent = TraceParent.parse(traceparent);
        Span span = (parent == null ? builder.setNoParent() : builder.setParent(context(parent))).startSpan();
        SpanContext own = span.getSpanContext();
        String next = new TraceParent(own.getTraceId(), own.getSpanId(), own.isSampled()).toString();
        return new Open() {
            @Override
            public String traceparent() {
                return next;
            }

            @Override
            public void end(long endMillis, Map<String, String> attributes, @Nullable String fault) {
                finish(span, endMillis, attributes, fault);
            }
        };
    }

    @Override
    public void told(Told told) {
        if (!told.parent().sampled()) {
            return;
        }
        ids.next(told.spanId());
        try {
            Span span = tracer.spanBuilder(told.name())
                    .setParent(context(told.parent()))
                    .setSpanKind(told.towards() ? SpanKind.CLIENT : SpanKind.INTERNAL)
                    .setStartTimestamp(told.startMillis(), TimeUnit.MILLISECONDS)
                    .startSpan();
            finish(span, told.endMillis(), told.attributes(), told.fault());
        } finally {
            ids.next(null);
        }
    }

    private static void finish(Span span, long endMillis, Map<String, String> attributes, @Nullable String fault) {
        attributes.forEach((name, value) -> span.setAttribute(AttributeKey.stringKey(name), value));
        if (fault != null) {
            span.setStatus(StatusCode.ERROR, fault);
        }
        span.end(endMillis, TimeUnit.MILLISECONDS);
    }

    private static Context context(TraceParent parent) {
        return Context.root()
                .with(Span.wrap(SpanContext.createFromRemoteParent(
                        parent.traceId(),
                        parent.spanId(),
                        parent.sampled() ? TraceFlags.getSampled() : TraceFlags.getDefault(),
                        TraceState.getDefault())));
    }

    /** Sends what is left, bounded. */
    @Override
    public void close() {
        provider.shutdown().join(CLOSE_SECONDS, TimeUnit.SECONDS);
    }

    /** Ids at random, but where this thread has one for its next span. */
    private static final class GivenIds implements IdGenerator {
        private final ThreadLocal<@Nullable String> next = new ThreadLocal<>();

        void next(@Nullable String spanId) {
            if (spanId == null) {
                next.remove();
            } else {
                next.set(spanId);
            }
        }

        @Override
        public String generateSpanId() {
            String given = next.get();
            return given == null ? IdGenerator.random().generateSpanId() : given;
        }

        @Override
        public String generateTraceId() {
            return IdGenerator.random().generateTraceId();
        }
    }
}
