package io.migomail.templates.browser;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** A web server on loopback with a few pages, to which one of them posts what it found. Thread-safe. */
final class Pages implements AutoCloseable {
    private static final int FOUND = 200;
    private static final int NOT_FOUND = 404;

    private final HttpServer server;
    private final Map<String, String> pages = new ConcurrentHashMap<>();
    private final CompletableFuture<String> report = new CompletableFuture<>();

    Pages() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    void put(String path, String content) {
        pages.put(path, content);
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** What was posted to /report; waits for it at most two minutes. */
    String report() throws Exception {
        return report.get(2, TimeUnit.MINUTES);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String posted = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (path.equals("/report")) {
                report.complete(posted);
            }
            String page = pages.get(path);
            byte[] body = (page == null ? "" : page).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders()
                    .set("Content-Type", path.equals("/files") ? "application/json" : "text/html; charset=utf-8");
            exchange.sendResponseHeaders(page == null ? NOT_FOUND : FOUND, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
