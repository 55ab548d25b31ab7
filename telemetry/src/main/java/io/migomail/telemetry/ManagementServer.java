package io.migomail.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.migomail.core.HostPort;
import io.migomail.core.Setting;
import io.migomail.core.Settings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The server for those who run the product: {@code /metrics}, {@code /healthz/live} and {@code /healthz/ready} at an address
 * that customers do not reach; it asks nobody for a key. Two threads of its own, so that a process whose other threads are
 * all busy still answers. From {@link #start} to {@link #close}.
 */
public final class ManagementServer implements AutoCloseable {
    private static final int THREADS = 2;
    private static final int BACKLOG = 50;

    private final @Nullable HttpServer server;
    private final ExecutorService threads;

    private ManagementServer(@Nullable HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /**
     * Serves at {@code MIGO_METRICS}; where that is empty, nowhere.
     *
     * @throws IOException where the address cannot be bound
     */
    public static ManagementServer ofSettings(Settings settings, Registry registry, Readiness readiness)
            throws IOException {
        return settings.has(Setting.MIGO_METRICS)
                ? start(settings.address(Setting.MIGO_METRICS), registry, readiness)
                : new ManagementServer(null, Executors.newCachedThreadPool());
    }

    /**
     * Serves the registry, with what is known of the JVM, and the readiness.
     *
     * @throws IOException where the address cannot be bound
     */
    public static ManagementServer start(HostPort address, Registry registry, Readiness readiness) throws IOException {
        return start(address, registry, readiness, null);
    }

    /**
     * The same for a process with jobs of Flink in it, whose metrics are pushed here by its reporter: for the local run.
     *
     * @throws IOException where the address cannot be bound
     */
    public static ManagementServer withJobs(HostPort address, Registry registry, Readiness readiness)
            throws IOException {
        return start(address, registry, readiness, new Pushed());
    }

    private static ManagementServer start(
            HostPort address, Registry registry, Readiness readiness, @Nullable Pushed pushed) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(address.host(), address.port()), BACKLOG);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "management");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        server.createContext("/", exchange -> answer(exchange, registry, readiness, pushed));
        if (pushed != null) {
            server.createContext(Pushed.PATH, pushed);
        }
        registry.addJvm();
        server.start();
        return new ManagementServer(server, threads);
    }

    /** The port that was bound; 0 = none. */
    public int port() {
        return server == null ? 0 : server.getAddress().getPort();
    }

    @Override
    public void close() {
        if (server != null) {
            server.stop(0);
        }
        threads.shutdownNow();
    }

    private static void answer(HttpExchange exchange, Registry registry, Readiness readiness, @Nullable Pushed pushed)
            throws IOException {
        try (exchange) {
            boolean reads = exchange.getRequestMethod().equals("GET")
                    || exchange.getRequestMethod().equals("HEAD");
            if (!reads) {
                exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                send(exchange, 405, "text/plain; charset=utf-8", "Only GET is understood here.\n".getBytes(UTF_8));
                return;
            }
            switch (exchange.getRequestURI().getPath()) {
                case "/metrics" -> metrics(exchange, registry, pushed);
                case "/healthz/live" -> json(exchange, 200, "{\"status\":\"ok\"}");
                case "/healthz/ready" -> ready(exchange, readiness.ask());
                default -> send(exchange, 404, "text/plain; charset=utf-8", "Nothing is here.\n".getBytes(UTF_8));
            }
        }
    }

    /** What is pushed is in the older format, so all of it is then. */
    private static void metrics(HttpExchange exchange, Registry registry, @Nullable Pushed pushed) throws IOException {
        String accept = String.join(",", exchange.getRequestHeaders().getOrDefault("Accept", List.of()));
        boolean openMetrics = pushed == null && accept.contains("application/openmetrics-text");
        byte[] own = registry.scrape(openMetrics);
        send(
                exchange,
                200,
                openMetrics ? Registry.OPEN_METRICS : Registry.TEXT,
                pushed == null ? own : pushed.behind(own));
    }

    private static void ready(HttpExchange exchange, Map<String, Boolean> conditions) throws IOException {
        boolean ready = !conditions.containsValue(false);
        String checks = conditions.entrySet().stream()
                .map(each -> "\"" + each.getKey() + "\":\"" + (each.getValue() ? "ok" : "failing") + "\"")
                .collect(Collectors.joining(",", "{", "}"));
        json(
                exchange,
                ready ? 200 : 503,
                "{\"status\":\"" + (ready ? "ok" : "unavailable") + "\",\"checks\":" + checks + "}");
    }

    private static void json(HttpExchange exchange, int status, String body) throws IOException {
        send(exchange, status, "application/json", body.getBytes(UTF_8));
    }

    static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, head ? -1 : body.length);
        if (!head) {
            exchange.getResponseBody().write(body);
        }
    }
}
