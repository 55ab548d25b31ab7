package io.migomail.telemetry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the jobs of this process push, each time all they have, by the protocol of Prometheus' Pushgateway: Flink's reporter
 * that is scraped itself listens at every address of the machine. From this machine only, bounded. Thread-safe.
 */
final class Pushed implements HttpHandler {
    static final String PATH = "/metrics/job/";

    private static final int MOST = 4 * 1024 * 1024;
    private static final int JOBS = 4;

    private final Map<String, byte[]> latest = new ConcurrentHashMap<>();

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String job = exchange.getRequestURI().getPath().substring(PATH.length());
            byte[] body = exchange.getRequestBody().readNBytes(MOST + 1);
            boolean ours = exchange.getRemoteAddress().getAddress().isLoopbackAddress();
            boolean known = latest.containsKey(job) || latest.size() < JOBS;
            if (!exchange.getRequestMethod().equals("PUT") || !ours || !known || body.length > MOST) {
                ManagementServer.send(exchange, 403, "text/plain; charset=utf-8", new byte[0]);
                return;
            }
            latest.put(job, body);
            exchange.sendResponseHeaders(202, -1);
        }
    }

    /** These octets and what was pushed. */
    byte[] behind(byte[] own) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(own);
        latest.values().forEach(out::writeBytes);
        return out.toByteArray();
    }
}
