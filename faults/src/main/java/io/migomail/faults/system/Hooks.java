package io.migomail.faults.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.migomail.faults.check.Story.End;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A webhook subscriber: keeps each final event once by its id, as a subscriber should. Thread-safe. */
public final class Hooks implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int THREADS = 4;
    private static final int BACKLOG = 1024;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final Map<String, Map<String, End>> byMessage = new ConcurrentHashMap<>();
    private volatile boolean deaf;

    /** Listens on a free port of 127.0.0.1. */
    public Hooks() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        server.createContext("/", this::take);
        server.setExecutor(threads);
        server.start();
    }

    /** The body of {@code POST /v1/webhooks} that subscribes it to every final event. */
    public String subscription() {
        return "{\"url\":\"http://127.0.0.1:" + server.getAddress().getPort() + "/hook\",\"events\":[\"delivered\","
                + "\"hard_bounce\",\"expired\",\"suppressed\",\"canceled\",\"failed\"],"
                + "\"retry\":{\"schedule\":[1,1,2,5],\"max_attempts\":50}}";
    }

    /** The final events of a message. */
    public List<End> of(String messageId) {
        return new ArrayList<>(byMessage.getOrDefault(messageId, Map.of()).values());
    }

    /** All final events, each once. */
    public List<End> all() {
        return byMessage.values().stream()
                .flatMap(ends -> ends.values().stream())
                .toList();
    }

    /** Answers 503 from now on, or no longer. */
    public void deaf(boolean now) {
        deaf = now;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode event = JSON.readTree(exchange.getRequestBody().readAllBytes());
            if (deaf) {
                exchange.sendResponseHeaders(503, -1);
                return;
            }
            String id = String.valueOf(exchange.getRequestHeaders().getFirst("webhook-id"));
            byMessage
                    .computeIfAbsent(event.path("data").path("message_id").asText(), m -> new ConcurrentHashMap<>(1))
                    .putIfAbsent(id, new End(id, event.path("type").asText().intern()));
            exchange.sendResponseHeaders(204, -1);
        }
    }
}
