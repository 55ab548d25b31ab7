package io.migomail.podman;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Waits until something is so, with a bound; asks pods what the chart's own probes ask. */
final class Waiting {
    /** For what has no bound of its own: the first message meets cold processes. */
    static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final Duration PROBE = Duration.ofSeconds(3);
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PROBE)
            .build();

    private Waiting() {}

    /** What {@code look} gives once it is good. @throws IOException with what was seen last, after {@link #PATIENCE} */
    static <T> T until(String what, Callable<T> look, Predicate<T> good) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            T seen = look.call();
            if (good.test(seen)) {
                return seen;
            }
            if (System.nanoTime() > end) {
                throw new IOException(what + " did not come within " + PATIENCE.toSeconds() + " s; last seen: " + seen);
            }
            LockSupport.parkNanos(POLL_NANOS);
            if (Thread.interrupted()) {
                throw new InterruptedException("while waiting for " + what);
            }
        }
    }

    /** Waits until the pod has started and is ready, by the chart's probes, those that it has. */
    static void ready(PodmanPod pod) throws Exception {
        for (String name : new String[] {"startupProbe", "readinessProbe"}) {
            JsonNode probe = pod.container().path(name);
            if (!probe.isMissingNode()) {
                until("the " + name + " of " + pod.name(), () -> answers(pod, probe), yes -> yes);
            }
        }
    }

    /** Waits until somebody listens. */
    static void listens(String address, int port) throws Exception {
        until(
                "somebody at " + address + ":" + port,
                () -> {
                    try {
                        return connects(address, port);
                    } catch (IOException e) {
                        return false; // not yet
                    }
                },
                yes -> yes);
    }

    private static boolean answers(PodmanPod pod, JsonNode probe) throws IOException, InterruptedException {
        try {
            if (probe.has("tcpSocket")) {
                return connects(pod.address(), pod.port(probe.at("/tcpSocket/port")));
            }
            URI uri = URI.create("http://" + pod.address() + ":" + pod.port(probe.at("/httpGet/port"))
                    + probe.at("/httpGet/path").asText());
            HttpRequest request = HttpRequest.newBuilder(uri).timeout(PROBE).build();
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            if (!Podman.runs(pod)) {
                throw new IOException(pod.name() + " has ended", e);
            }
            return false; // not yet
        }
    }

    private static boolean connects(String address, int port) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), (int) PROBE.toMillis());
            return true;
        }
    }
}
