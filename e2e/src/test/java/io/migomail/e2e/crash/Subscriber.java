package io.migomail.e2e.crash;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A webhook endpoint that keeps what it is sent and refuses the first few, with 500 by default. Thread-safe. */
public final class Subscriber implements AutoCloseable {
    private final int refusals;
    private final int refusal;
    private final HttpServer server;
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    /** One request as it came. */
    public record Request(Map<String, String> headers, String body, int answered) {
        /** The event's. */
        public String id() {
            return headers.get("webhook-id");
        }
    }

    /** One that answers the first requests so often with 500. */
    public Subscriber(int refusals) throws IOException {
        this(refusals, 500);
    }

    Subscriber(int refusals, int refusal) throws IOException {
        this.refusals = refusals;
        this.refusal = refusal;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::take);
        server.start();
    }

    /** Where it is called. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    /** What came so far. */
    public List<Request> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** One thread calls it. */
    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var headers = exchange.getRequestHeaders();
            int status = requests.size() < refusals ? refusal : 204;
            requests.add(new Request(
                    Map.of(
                            "webhook-id", String.valueOf(headers.getFirst("webhook-id")),
                            "webhook-timestamp", String.valueOf(headers.getFirst("webhook-timestamp")),
                            "webhook-signature", String.valueOf(headers.getFirst("webhook-signature"))),
                    body,
                    status));
            exchange.sendResponseHeaders(status, -1);
        }
    }
}
