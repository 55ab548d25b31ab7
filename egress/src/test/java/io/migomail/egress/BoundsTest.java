package io.migomail.egress;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migomail.mail.socks.SocksDialog;
import io.migomail.mail.socks.SocksReply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Nobody takes more of a node than its bounds. */
class BoundsTest {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = NodeFixture.LONG;

    @Test
    void whoSaysNothingIsClosed() throws IOException {
        try (NodeFixture fixture = new NodeFixture(new EgressConfig.Bounds(100, SHORT, LONG, LONG, LONG));
                Socket client = fixture.client()) {
            assertEquals(-1, client.getInputStream().read());
            fixture.awaitCount(Result.SLOW, 1);
        }
    }

    @Test
    void drippingDoesNotHelp() throws IOException {
        try (NodeFixture fixture = new NodeFixture(new EgressConfig.Bounds(100, SHORT, LONG, LONG, LONG));
                Socket client = fixture.client()) {
            byte[] all = new SocksDialog(NodeFixture.TOKEN, NodeFixture.SOURCE, fixture.target()).opening();
            for (int i = 0; i < all.length - 1 && fixture.node.counts().total(Result.SLOW) == 0; i++) {
                LockSupport.parkNanos(Duration.ofMillis(30).toNanos());
                if (!written(client, all[i])) {
                    break;
                }
            }
            fixture.awaitCount(Result.SLOW, 1);
        }
    }

    private static boolean written(Socket client, byte octet) throws IOException {
        try {
            client.getOutputStream().write(octet);
            return true;
        } catch (SocketException e) {
            return false; // it was closed meanwhile, as it should be
        }
    }

    @Test
    void aDestinationThatDoesNotAnswerTimesOut() throws IOException {
        try (NodeFixture fixture = new NodeFixture(new EgressConfig.Bounds(100, LONG, SHORT, LONG, LONG))) {
            // A queue of connections that is full drops further ones unanswered.
            List<Socket> crowd = new ArrayList<>();
            int port = fixture.destination.getLocalPort();
            fixture.destination.close();
            try (ServerSocket full = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
                for (int i = 0; i < 4; i++) {
                    Socket one = new Socket();
                    crowd.add(one);
                    if (!connected(one, full.getLocalSocketAddress())) {
                        break;
                    }
                }
                try (Socket client = fixture.client()) {
                    SocksDialog dialog = NodeFixture.dial(client, NodeFixture.SOURCE, fixture.target());
                    SocksDialog.Refusal refusal = assertNotNull(dialog.refusal());
                    assertEquals(SocksDialog.Party.DESTINATION, refusal.party());
                    assertEquals(SocksReply.TIMED_OUT, refusal.reply());
                }
                fixture.awaitCount(Result.TIMED_OUT, 1);
            } finally {
                for (Socket one : crowd) {
                    one.close();
                }
            }
        }
    }

    private static <T> T assertNotNull(T value) {
        org.junit.jupiter.api.Assertions.assertNotNull(value);
        return value;
    }

    private static boolean connected(Socket socket, java.net.SocketAddress to) {
        try {
            socket.connect(to, 200);
            return true;
        } catch (IOException e) {
            return false; // the queue is full
        }
    }

    @Test
    void furtherConnectionsThanMayBeAreClosed() throws IOException {
        try (NodeFixture fixture = new NodeFixture(new EgressConfig.Bounds(2, LONG, LONG, LONG, LONG));
                Socket first = fixture.through(NodeFixture.SOURCE);
                Socket second = fixture.client()) {
            NodeFixture.until(() -> fixture.node.counts().open() == 2, "two open connections");
            try (Socket third = fixture.client()) {
                assertEquals(-1, third.getInputStream().read());
            }
            fixture.awaitCount(Result.CROWDED, 1);
            second.close();
            NodeFixture.until(() -> fixture.node.counts().open() == 1, "one open connection");
            fixture.through(NodeFixture.OTHER).close();
            first.close();
        }
    }

    @Test
    void silenceOnBothSidesEndsAConnection() throws IOException {
        try (NodeFixture fixture = new NodeFixture(new EgressConfig.Bounds(100, LONG, LONG, SHORT, LONG));
                Socket client = fixture.through(NodeFixture.SOURCE);
                Socket server = fixture.destination.accept()) {
            assertEquals(-1, client.getInputStream().read());
            assertEquals(-1, server.getInputStream().read());
        }
    }

    @Test
    void aSourceThatThisMachineDoesNotHaveIsToldOf() throws IOException {
        List<String> sources = List.of("127.0.3.1", "192.0.2.77");
        try (NodeFixture fixture = new NodeFixture(NodeFixture.bounds(), NodeFixture.TOKEN, sources);
                Socket client = fixture.client()) {
            EgressHealth health = fixture.node.health();
            assertEquals("cannot bind 192.0.2.77", health.complaint());
            assertEquals(false, health.ready());
            assertEquals(
                    Map.of("open", true, "bind 127.0.3.1", true, "bind 192.0.2.77", false),
                    fixture.node.readiness().ask());
            SocksDialog dialog = NodeFixture.dial(client, NodeFixture.ip("192.0.2.77"), fixture.target());
            SocksDialog.Refusal refusal = assertNotNull(dialog.refusal());
            assertEquals(SocksDialog.Party.SOURCE, refusal.party());
            assertEquals(SocksReply.FAILED, refusal.reply());
            fixture.awaitCount(Result.UNBINDABLE, 1);
            assertEquals(
                    Set.of(NodeFixture.SOURCE, NodeFixture.ip("192.0.2.77")),
                    OwnedSources.of(sources).all());
            assertEquals(
                    new InetSocketAddress("127.0.0.1", 0).getAddress(),
                    fixture.node.address().getAddress());
        }
    }
}
