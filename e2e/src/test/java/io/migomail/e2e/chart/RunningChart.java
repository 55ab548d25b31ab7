package io.migomail.e2e.chart;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.migomail.analytics.local.ClickHouseLocal;
import io.migomail.analytics.local.EngineLibrary;
import io.migomail.control.ApiKeys;
import io.migomail.core.Environment;
import io.migomail.core.FreePorts;
import io.migomail.core.TimeSource;
import io.migomail.e2e.Await;
import io.migomail.helm.Chart;
import io.migomail.mail.tls.LocalAuthority;
import io.migomail.mail.tls.PeerKeystore;
import io.migomail.standalone.kafka.EmbeddedBroker;
import io.migomail.testkit.mx.ScriptedMx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.flink.shaded.zookeeper3.org.apache.zookeeper.server.ZooKeeperServerMain;

/**
 * Every process of the rendered chart on this machine, beside a broker, an event store and a mail server of the test. High
 * availability by Kubernetes needs a cluster: ZooKeeper has its place, the one setting that differs; and each process
 * binds its pod's address, which in a pod is all that there is.
 */
final class RunningChart implements AutoCloseable {
    static final String DOMAIN = "yourapp.com";
    static final String NAME = Chart.RELEASE + "-migomail";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Path folder;
    private final Map<String, Map<String, String>> secrets = new HashMap<>();
    private final ScriptedMx mx;
    private final Namespace namespace;
    private final FlinkImage flink;

    RunningChart(Path folder) throws Exception {
        this.folder = folder;
        EmbeddedBroker broker = closing(EmbeddedBroker.start(folder.resolve("kafka")));
        ClickHouseLocal store =
                closing(ClickHouseLocal.start(EngineLibrary.locate(System.getenv()), folder.resolve("clickhouse")));
        mx = closing(ScriptedMx.start());
        secrets(store);
        String network = "127." + (1 + Math.floorMod(ProcessHandle.current().pid(), 250)) + ".7.";
        Path mail = Files.createDirectories(folder.resolve("mail"));
        Path[] values = values(broker, store);
        // Who delivers asks the DNS itself, which is not ours here: the sandbox goes by the address that its pod will
        // have.
        String sandbox = new Namespace(Chart.objects(values), secrets, mail, network)
                .pod(NAME + "-sandbox")
                .address();
        Path known = Files.writeString(
                folder.resolve("sandbox.yaml"),
                "settings: {captureMx: '" + sandbox + ":2526', inboxUrl: 'http://" + NAME + "-sandbox:8025'}");
        namespace = new Namespace(Chart.objects(values[0], values[1], known), secrets, mail, network);
        certificate(pod("ingress").address());
        flink = new FlinkImage(namespace, zooKeeper());
    }

    private <T extends AutoCloseable> T closing(T part) {
        open.push(part);
        return part;
    }

    ScriptedMx mx() {
        return mx;
    }

    Path authority() {
        return folder.resolve("tls/ca.pem");
    }

    LocalPod pod(String component) {
        return namespace.pod(NAME + "-" + component);
    }

    Map<String, String> secret(String name) {
        return namespace.secret(name);
    }

    private void secrets(ClickHouseLocal store) {
        secrets.put("migomail-master", Map.of("master-key", Base64.getEncoder().encodeToString(new byte[32])));
        secrets.put("migomail-clickhouse", Map.of("username", ClickHouseLocal.USER, "password", store.password()));
        Instant now = Instant.ofEpochMilli(TimeSource.SYSTEM.wallMillis());
        secrets.put(
                "migomail-flink",
                Map.of("keystore.p12", new String(PeerKeystore.make(now), StandardCharsets.ISO_8859_1)));
        SecureRandom random = new SecureRandom();
        secrets.put(
                "migomail-bootstrap",
                Map.of(
                        "email",
                        "owner@" + DOMAIN,
                        "password",
                        "correct horse battery",
                        "live-key",
                        ApiKeys.generate(Environment.LIVE, random),
                        "sandbox-key",
                        ApiKeys.generate(Environment.SANDBOX, random)));
    }

    /** A certificate for the name that the values give to the ingress, and for the address that stands for it here. */
    private void certificate(String address) throws IOException {
        Path tls = folder.resolve("tls");
        new LocalAuthority(tls, TimeSource.SYSTEM).serverCertificate(Set.of("mta.migomail.test", address));
        secrets.put(
                "migomail-tls",
                Map.of(
                        "tls.crt", Files.readString(tls.resolve("smtp-cert.pem")),
                        "tls.key", Files.readString(tls.resolve("smtp-key.pem"))));
    }

    /** What an installer would write on this machine, over the values of the chart for little mail. */
    private Path[] values(EmbeddedBroker broker, ClickHouseLocal store) throws IOException {
        Path file = folder.resolve("values.yaml");
        Files.writeString(file, """
                kafka: {bootstrapServers: "%s"}
                clickhouse: {url: "%s"}
                bootstrap: {domain: %s}
                settings: {hostname: mta.migomail.test, routes: "%s"}
                flink: {internalTls: {existingSecret: migomail-flink}}
                ingress: {http: {service: {port: 8080}}, smtp: {service: {port: 2525}}}
                """.formatted(broker.bootstrap(), store.url(), DOMAIN, mx.routes()));
        return new Path[] {Chart.values("values-small"), file};
    }

    private Map<String, String> zooKeeper() throws IOException, InterruptedException {
        int port = FreePorts.ofThisProcess().next();
        Path config = folder.resolve("zoo.cfg");
        Files.writeString(config, """
                dataDir=%s
                clientPort=%d
                clientPortAddress=127.0.0.1
                tickTime=500
                admin.enableServer=false
                """.formatted(folder.resolve("zookeeper"), port));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ZooKeeperServerMain.class.getName(),
                        config.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("zookeeper.out").toFile())
                .start();
        open.push(() -> process.destroyForcibly().waitFor());
        return Map.of(
                "high-availability.type", "zookeeper",
                "high-availability.zookeeper.quorum", "127.0.0.1:" + port,
                "high-availability.jobmanager.port", "6123",
                "rest.bind-address", "POD_IP",
                "jobmanager.bind-host", "POD_IP",
                "taskmanager.bind-host", "POD_IP");
    }

    /** A pod that ends, such as the migrations and those of {@code helm test}, until it has ended well. */
    void run(String component) throws IOException, InterruptedException {
        LocalPod pod = pod(component);
        open.push(pod);
        pod.start();
        int status = pod.end();
        if (status != 0) {
            throw new AssertionError(component + " ended with " + status + ": " + pod.words());
        }
    }

    /** A program of ours; returns when it is ready by the chart's own probes. */
    LocalPod program(String component) throws Exception {
        LocalPod pod = pod(component);
        open.push(pod);
        pod.start();
        pod.await("startupProbe");
        pod.await("readinessProbe");
        return pod;
    }

    /** A process of Flink; returns when it has started by the chart's own probe. */
    LocalPod flink(String component) throws Exception {
        LocalPod pod = pod(component);
        open.push(pod);
        flink.start(pod);
        pod.await("startupProbe");
        return pod;
    }

    /** Waits until the job of a JobManager runs, every task of it, as the test of the release asks. */
    void awaitRunning(String job) throws Exception {
        LocalPod jobManager = pod(job + "-jobmanager");
        jobManager.await("readinessProbe");
        HttpClient client = HttpClient.newHttpClient();
        URI uri = URI.create("http://" + jobManager.address() + ":8081/jobs/overview");
        Await.until(
                "all tasks of " + job,
                () -> {
                    try {
                        String body = client.send(
                                        HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                                .body();
                        return JSON.readTree(body).at("/jobs/0");
                    } catch (IOException e) {
                        return JSON.createObjectNode().put("error", e.toString()); // it has just been started again
                    }
                },
                seen -> seen.path("state").asText().equals("RUNNING")
                        && seen.at("/tasks/running").asInt(-1)
                                == seen.at("/tasks/total").asInt());
    }

    @Override
    public void close() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }
}
