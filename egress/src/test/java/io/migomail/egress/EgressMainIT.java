package io.migomail.egress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.FreePorts;
import io.migomail.mail.socks.SocksDialog;
import io.migomail.testkit.process.Child;
import io.migomail.testkit.process.Scratch;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The program itself: it serves, drains on SIGTERM, and ends with status 0. */
class EgressMainIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void aSignalLetsOpenConnectionsEnd() throws Exception {
        try (Scratch scratch = Scratch.open("egress");
                ServerSocket mx = new ServerSocket(0, 10, NodeFixture.ip("127.0.0.1"))) {
            FreePorts free = new FreePorts(7);
            int port = free.next();
            int management = free.next();
            ProcessBuilder program = program(port, mx.getLocalPort());
            program.environment().put("MIGO_METRICS", "127.0.0.1:" + management);
            Child child = scratch.start("egress", program, PATIENCE);
            try (Socket client = connect(port, child)) {
                var target = new InetSocketAddress(mx.getInetAddress(), mx.getLocalPort());
                SocksDialog dialog = NodeFixture.dial(client, NodeFixture.SOURCE, target);
                assertEquals(null, dialog.refusal());
                NodeFixture.until(() -> readiness(management) == 200, "the node to be ready");
                assertTrue(metrics(management).contains("migomail_egress_handshakes_total{result=\"connected\"} 1.0"));
                try (Socket server = mx.accept()) {
                    child.process().destroy();
                    NodeFixture.until(() -> !listens(port), "the node to take no more connections");
                    assertEquals(503, readiness(management));
                    server.getOutputStream().write('2');
                    assertEquals('2', client.getInputStream().read());
                    assertTrue(child.process().isAlive());
                }
            }
            assertTrue(child.process().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS));
            assertEquals(0, child.process().exitValue(), child.lastWords());
        }
    }

    @Test
    void aWrongSettingEndsItWithASentence() throws Exception {
        try (Scratch scratch = Scratch.open("egress")) {
            ProcessBuilder program = program(0, 25);
            program.environment().put("MIGO_EGRESS_LISTEN", "0.0.0.0:0");
            program.environment().remove("MIGO_EGRESS_TOKEN");
            Child child = scratch.start("egress", program, PATIENCE);
            assertTrue(child.process().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS));
            assertEquals(1, child.process().exitValue());
            assertTrue(child.lastWords().contains("MIGO_EGRESS_TOKEN is required"), child.lastWords());
        }
    }

    private static ProcessBuilder program(int port, int mx) {
        ProcessBuilder program = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                EgressMain.class.getName());
        program.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        program.environment()
                .putAll(Map.of(
                        "MIGO_EGRESS_LISTEN",
                        "127.0.0.1:" + port,
                        "MIGO_EGRESS_SOURCES",
                        "127.0.3.0/30",
                        "MIGO_EGRESS_TOKEN",
                        NodeFixture.TOKEN,
                        "MIGO_EGRESS_PORTS",
                        Integer.toString(mx),
                        "MIGO_EGRESS_ALLOW",
                        "127.0.0.0/8"));
        return program;
    }

    private static Socket connect(int port, Child child) throws IOException {
        NodeFixture.until(() -> listens(port) || !child.process().isAlive(), "the node to listen");
        assertTrue(child.process().isAlive(), child.lastWords());
        Socket socket = new Socket(NodeFixture.ip("127.0.0.1"), port);
        socket.setSoTimeout((int) PATIENCE.toMillis());
        return socket;
    }

    private static String metrics(int port) throws IOException {
        try (var body =
                URI.create("http://127.0.0.1:" + port + "/metrics").toURL().openStream()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The status of the answer; 0 = none. */
    private static int readiness(int port) {
        try {
            var url = URI.create("http://127.0.0.1:" + port + "/healthz/ready").toURL();
            return ((HttpURLConnection) url.openConnection()).getResponseCode();
        } catch (IOException e) {
            return 0; // not yet
        }
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(NodeFixture.ip("127.0.0.1"), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
