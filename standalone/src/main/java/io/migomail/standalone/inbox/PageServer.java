package io.migomail.standalone.inbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.migomail.core.HostPort;
import io.migomail.ingress.rest.PageRoute;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Pages without an ingress before them: GET, one request at a time, asked of nobody who they are. From start to {@link #close}. */
final class PageServer implements AutoCloseable {
    private final HttpServer server;

    private PageServer(HttpServer server) {
        this.server = server;
    }

    static PageServer start(HostPort address, List<PageRoute> routes) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(address.host(), address.port()), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                PageRoute.PageReply reply = reply(routes, exchange);
                reply.headers().forEach(exchange.getResponseHeaders()::set);
                exchange.getResponseHeaders().set("Content-Type", reply.contentType());
                exchange.sendResponseHeaders(reply.status(), reply.body().length == 0 ? -1 : reply.body().length);
                exchange.getResponseBody().write(reply.body());
            }
        });
        server.start();
        return new PageServer(server);
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static PageRoute.PageReply reply(List<PageRoute> routes, HttpExchange exchange) {
        for (PageRoute route : routes) {
            Map<String, String> path = match(
                    route.path().split("/"), exchange.getRequestURI().getPath().split("/"));
            if (path != null && exchange.getRequestMethod().equals("GET")) {
                return route.handler()
                        .serve(path, query(exchange.getRequestURI().getRawQuery()));
            }
        }
        return new PageRoute.PageReply(404, "text/plain", Map.of(), "No such page.".getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable Map<String, String> match(String[] pattern, String[] path) {
        Map<String, String> parts = new HashMap<>();
        boolean same = pattern.length == path.length;
        for (int i = 0; same && i < pattern.length; i++) {
            if (pattern[i].startsWith("{")) {
                parts.put(pattern[i].substring(1, pattern[i].length() - 1), path[i]);
            } else {
                same = pattern[i].equals(path[i]);
            }
        }
        return same ? parts : null;
    }

    private static Map<String, String> query(@Nullable String raw) {
        Map<String, String> out = new HashMap<>();
        for (String pair : (raw == null ? "" : raw).split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                out.put(
                        pair.substring(0, equals),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return out;
    }
}
