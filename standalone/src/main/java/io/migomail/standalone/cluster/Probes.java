package io.migomail.standalone.cluster;

import io.migomail.core.Setting;
import io.migomail.core.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Node;

/** Whether processes serve. Each answers within seconds; an exception is a no. */
final class Probes {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();

    private Probes() {}

    static boolean listens(Map<String, Integer> ports, String use) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), ports.getOrDefault(use, 0))) {
            return socket.isConnected();
        }
    }

    /** The broker is one of those that the cluster knows as alive. */
    static boolean broker(Settings settings, Map<String, Integer> ports) throws IOException, InterruptedException {
        listens(ports, "clients");
        Map<String, Object> config = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                settings.get(Setting.MIGO_KAFKA),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) TIMEOUT.toMillis(),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                (int) TIMEOUT.toMillis());
        Admin admin = Admin.create(config);
        try {
            return admin.describeCluster().nodes().get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS).stream()
                    .map(Node::port)
                    .anyMatch(ports.getOrDefault("clients", 0)::equals);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the brokers do not answer", e);
        } finally {
            // Without a bound it waits for calls that a broker in mid start may never answer.
            admin.close(TIMEOUT);
        }
    }

    static boolean clickHouse(Settings settings) throws IOException, InterruptedException {
        String pair = settings.get(Setting.MIGO_CLICKHOUSE_USER) + ":" + settings.get(Setting.MIGO_CLICKHOUSE_PASSWORD);
        String authorization = "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        return status(request(settings.get(Setting.MIGO_CLICKHOUSE_URL) + "/?query=SELECT+1")
                        .header("Authorization", authorization))
                == 200;
    }

    /** A JobManager counts the TaskManager among its own. */
    static boolean registered(Census census, String name) throws IOException, InterruptedException {
        return new JobManagers(census).taskManagers().contains(name);
    }

    static boolean ready(String http) throws IOException, InterruptedException {
        return status(request(http + "/healthz/ready")) == 200;
    }

    private static HttpRequest.Builder request(String uri) {
        return HttpRequest.newBuilder(URI.create(uri)).timeout(TIMEOUT);
    }

    private static int status(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
