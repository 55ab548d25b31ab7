package io.migomail.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** An API that answers what a test tells it to, in that order; the last answer of a route stays. */
final class FakeApi implements AutoCloseable {
    private record Answer(int status, String body) {}

    /** What was asked: method, path with query, key and body. */
    record Asked(String route, String authorization, String body) {}

    final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final Map<String, Deque<Answer>> answers = new ConcurrentHashMap<>();
    private final HttpServer server;

    FakeApi() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    /** The next answer of a route, "GET /v1/domains", whatever its query. Status 0 = the connection breaks. */
    FakeApi on(String route, int status, String body) {
        answers.computeIfAbsent(route, key -> new ArrayDeque<>()).add(new Answer(status, body));
        return this;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The only request that was made. */
    Asked only() {
        if (asked.size() != 1) {
            throw new AssertionError("requests: " + asked);
        }
        return asked.get(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String method = exchange.getRequestMethod();
        asked.add(new Asked(
                method + " " + exchange.getRequestURI(),
                exchange.getRequestHeaders().getFirst("Authorization"),
                new String(body, StandardCharsets.UTF_8)));
        Deque<Answer> mine = answers.get(method + " " + exchange.getRequestURI().getPath());
        Answer answer = mine == null
                ? new Answer(404, problem("not_found", "There is no such thing."))
                : mine.size() > 1 ? mine.remove() : mine.element();
        if (answer.status == 0) {
            exchange.close();
            return;
        }
        byte[] out = answer.body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.status, out.length == 0 ? -1 : out.length);
        exchange.getResponseBody().write(out);
        exchange.close();
    }

    static String problem(String code, String message) {
        return "{\"code\":\"" + code + "\",\"message\":\"" + message + "\",\"request_id\":\"req_1\",\"errors\":[]}";
    }

    /** A page of a list. */
    static String page(String cursor, String... rows) {
        return "{\"data\":[" + String.join(",", rows) + "],\"has_more\":" + (cursor != null) + ",\"next_cursor\":"
                + (cursor == null ? "null" : "\"" + cursor + "\"") + "}";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
