package io.migomail.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class FreePortsTest {
    private static final int FIRST_OF_OUTGOING_CONNECTIONS = 32_768;

    @Test
    void noPortIsNamedTwiceInARow() {
        FreePorts ports = new FreePorts(7);
        assertNotEquals(ports.next(), ports.next());
    }

    @Test
    void portsLieBelowThoseOfOutgoingConnections() {
        assertTrue(new FreePorts(-1).next() < FIRST_OF_OUTGOING_CONNECTIONS);
    }

    @Test
    void aPortThatIsListenedOnIsPassedOver() throws IOException {
        int port = new FreePorts(11).next();
        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertNotEquals(taken.getLocalPort(), new FreePorts(11).next());
        }
        assertEquals(port, new FreePorts(11).next());
    }
}
