package io.migomail.egress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A node that is to end lets go what it has begun. */
class DrainTest {
    @Test
    void whatIsOpenGoesOnAndNothingNewBegins() throws Exception {
        try (NodeFixture fixture = new NodeFixture(NodeFixture.bounds());
                Socket client = fixture.through(NodeFixture.SOURCE);
                Socket server = fixture.destination.accept()) {
            var address = fixture.node.address();
            CompletableFuture<Void> drained = fixture.node.drain().toCompletableFuture();
            NodeFixture.until(() -> refused(address), "new connections to be refused");
            assertFalse(fixture.node.health().ready());
            assertEquals("takes no connections", fixture.node.health().complaint());
            client.getOutputStream().write('x');
            assertEquals('x', server.getInputStream().read());
            assertFalse(drained.isDone());
            client.close();
            assertEquals(-1, server.getInputStream().read());
            drained.get(1, TimeUnit.MINUTES);
            assertThrows(ConnectException.class, () -> new Socket(address.getAddress(), address.getPort()));
        }
    }

    private static boolean refused(java.net.InetSocketAddress address) {
        try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
            return socket.getInputStream().read() >= 0;
        } catch (ConnectException e) {
            return true;
        } catch (IOException e) {
            return false; // it came before the listener was closed
        }
    }

    @Test
    void whatDoesNotEndIsCutAtTheBound() throws Exception {
        Duration brief = Duration.ofMillis(200);
        try (NodeFixture fixture = new NodeFixture(NodeFixture.bounds().withDrain(brief));
                Socket client = fixture.through(NodeFixture.SOURCE);
                Socket server = fixture.destination.accept()) {
            fixture.node.drain().toCompletableFuture().get(1, TimeUnit.MINUTES);
            assertEquals(-1, client.getInputStream().read());
            assertEquals(-1, server.getInputStream().read());
        }
    }
}
