package io.migomail.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.HostPort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ManagementServerTest {
    private static final HostPort ANY = new HostPort("127.0.0.1", 0);

    private final Registry registry = new Registry();
    private final AtomicBoolean kafka = new AtomicBoolean(true);
    private final Readiness readiness = new Readiness().with("open", () -> true).with("kafka", kafka::get);

    @AutoClose
    private final ManagementServer server = ManagementServer.withJobs(ANY, registry, readiness);

    ManagementServerTest() throws IOException {}

    private HttpResponse<String> call(int port, String method, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return call(server.port(), "GET", path, "");
    }

    @Test
    void readinessNamesWhatFails() throws Exception {
        assertEquals(200, get("/healthz/ready").statusCode());
        kafka.set(false);
        HttpResponse<String> ready = get("/healthz/ready");
        assertEquals(503, ready.statusCode());
        assertEquals("{\"status\":\"unavailable\",\"checks\":{\"open\":\"ok\",\"kafka\":\"failing\"}}", ready.body());
        assertEquals(200, get("/healthz/live").statusCode());
    }

    @Test
    void metricsAreOfTheRegistryAndOfTheJvm() throws Exception {
        registry.gauge(Sample.OPEN, () -> 4);
        HttpResponse<String> metrics = get("/metrics");
        assertTrue(metrics.body().contains("\nmigomail_test_open 4.0\n"), metrics.body());
        assertTrue(metrics.body().contains("\njvm_memory_used_bytes{"), metrics.body());
        assertTrue(metrics.headers().firstValue("Content-Type").orElse("").startsWith("text/plain; version=0.0.4"));
    }

    @Test
    void openMetricsIsForThoseWhoAskForIt() throws Exception {
        try (ManagementServer plain = ManagementServer.start(ANY, new Registry(), readiness)) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + plain.port() + "/metrics"))
                    .header("Accept", "application/openmetrics-text; version=1.0.0")
                    .build();
            String body = HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.ofString())
                    .body();
            assertTrue(body.endsWith("# EOF\n"), body);
            assertEquals(
                    405, call(plain.port(), "PUT", "/metrics/job/jobs", "x 1\n").statusCode());
        }
    }

    @Test
    void whatTheJobsOfTheProcessPushIsToldToo() throws Exception {
        assertEquals(
                202,
                call(server.port(), "PUT", "/metrics/job/jobs", "flink_x 1\n").statusCode());
        assertEquals(
                202,
                call(server.port(), "PUT", "/metrics/job/jobs", "flink_x 2\n").statusCode());
        String body = get("/metrics").body();
        assertTrue(body.endsWith("\nflink_x 2\n"), body);
        for (int n = 0; n < 10; n++) {
            call(server.port(), "PUT", "/metrics/job/job" + n, "flink_y 1\n");
        }
        assertEquals(
                403,
                call(server.port(), "PUT", "/metrics/job/more", "flink_z 1\n").statusCode());
    }

    @Test
    void nothingElseIsServed() throws Exception {
        assertEquals(404, get("/").statusCode());
        assertEquals(405, call(server.port(), "POST", "/metrics", "").statusCode());
    }
}
