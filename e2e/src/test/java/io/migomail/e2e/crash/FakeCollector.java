package io.migomail.e2e.crash;

import com.google.protobuf.UnknownFieldSet;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;

/** A collector of OpenTelemetry: takes spans by OTLP over HTTP (opentelemetry/proto/trace/v1/trace.proto). Thread-safe. */
final class FakeCollector implements AutoCloseable {
    /** A span; instants in nanoseconds of the epoch. */
    record Span(
            String trace, String id, String parent, String name, long start, long end, Map<String, String> attributes) {
        long millis() {
            return (end - start) / 1_000_000;
        }
    }

    final List<Span> spans = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    FakeCollector() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/v1/traces", this::take);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            InputStream in = exchange.getRequestBody();
            boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
            UnknownFieldSet request = UnknownFieldSet.parseFrom(zipped ? new GZIPInputStream(in) : in);
            for (UnknownFieldSet resource : messages(request, 1)) {
                for (UnknownFieldSet scope : messages(resource, 2)) {
                    messages(scope, 2).forEach(span -> spans.add(span(span)));
                }
            }
            exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private static List<UnknownFieldSet> messages(UnknownFieldSet of, int field) {
        return of.getField(field).getLengthDelimitedList().stream()
                .map(octets -> {
                    try {
                        return UnknownFieldSet.parseFrom(octets);
                    } catch (com.google.protobuf.InvalidProtocolBufferException e) {
                        throw new IllegalArgumentException(e);
                    }
                })
                .toList();
    }

    private static Span span(UnknownFieldSet span) {
        Map<String, String> attributes = new TreeMap<>();
        for (UnknownFieldSet pair : messages(span, 9)) {
            attributes.put(text(pair, 1), text(messages(pair, 2).get(0), 1));
        }
        return new Span(
                hex(span, 1),
                hex(span, 2),
                hex(span, 4),
                text(span, 5),
                span.getField(7).getFixed64List().get(0),
                span.getField(8).getFixed64List().get(0),
                attributes);
    }

    private static String hex(UnknownFieldSet of, int field) {
        return of.getField(field).getLengthDelimitedList().stream()
                .map(octets -> HexFormat.of().formatHex(octets.toByteArray()))
                .findFirst()
                .orElse("");
    }

    private static String text(UnknownFieldSet of, int field) {
        return of.getField(field).getLengthDelimitedList().stream()
                .map(octets -> octets.toStringUtf8())
                .findFirst()
                .orElse("");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
