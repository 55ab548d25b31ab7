package io.migomail.e2e;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.migomail.core.HostPort;
import io.migomail.testkit.DnsZone;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Debian's rspamd with the rules it comes with, over a DNS of the test: what asks the Internet finds nothing there. Where
 * it is missing the test is skipped, and fails under {@code CI=true}. Close it after the test.
 */
final class Rspamd implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path PROGRAM = Path.of("/usr/bin/rspamd");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final int port;

    private Rspamd(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Who hands a mail over, as an MX would tell it. */
    record Client(String ip, String hostName, String returnPath, String recipient) {}

    static void require() {
        boolean present = Files.isExecutable(PROGRAM);
        assertFalse(!present && "true".equals(System.getenv("CI")), "install rspamd");
        assumeTrue(present, "install rspamd");
    }

    /** Starts it on a free port, with a folder for what it keeps, and waits until it answers. */
    static Rspamd start(DnsZone dns, Path folder) throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path override = Files.createDirectories(folder.resolve("override.d"));
        HostPort server = dns.address();
        Files.writeString(
                override.resolve("options.inc"),
                "dns { nameserver = [\"" + server.host() + ":" + server.port() + "\"]; }\nlocal_addrs = [];\n");
        Files.writeString(
                override.resolve("worker-normal.inc"), "bind_socket = \"127.0.0.1:" + port + "\";\ncount = 1;\n");
        for (String worker : List.of("controller", "proxy", "fuzzy")) {
            Files.writeString(override.resolve("worker-" + worker + ".inc"), "enabled = false;\n");
        }
        Process process = new ProcessBuilder(
                        PROGRAM.toString(),
                        "-f",
                        "-i", // root, as in containers
                        "-c",
                        "/etc/rspamd/rspamd.conf",
                        "--var=DBDIR=" + folder,
                        "--var=RUNDIR=" + folder,
                        "--var=LOGDIR=" + folder,
                        "--var=LOCAL_CONFDIR=" + folder)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile())
                .start();
        Rspamd rspamd = new Rspamd(process, port);
        Await.until("rspamd's answer", rspamd::answers, yes -> yes);
        return rspamd;
    }

    private boolean answers() throws InterruptedException {
        try {
            return HTTP.send(request("/ping").GET().build(), HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false; // not yet
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .version(HttpClient.Version.HTTP_1_1)
                .timeout(Duration.ofMinutes(1));
    }

    /** Its verdict: score, action, symbols. */
    JsonNode scan(byte[] mail, Client client) throws IOException, InterruptedException {
        HttpRequest request = request("/checkv2")
                .POST(HttpRequest.BodyPublishers.ofByteArray(mail))
                .header("IP", client.ip())
                .header("Helo", client.hostName())
                .header("Hostname", client.hostName())
                .header("From", client.returnPath())
                .header("Rcpt", client.recipient())
                .build();
        return JSON.readTree(
                HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
        }
    }
}
