package io.migomail.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
    void aPortThatIsTakenIsPassedOver() {
        int first = new FreePorts(11, port -> true).next();
        assertEquals(first + 2, new FreePorts(11, port -> port > first + 1).next());
    }

    @Test
    void aPortThatIsListenedOnIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertFalse(FreePorts.free(taken.getLocalPort()));
        }
    }
}
