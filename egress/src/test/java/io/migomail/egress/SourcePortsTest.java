package io.migomail.egress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.FreePorts;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Connections from one source address share its ports, and none fails where another port is free. */
class SourcePortsTest {
    private final int port = new FreePorts(21).next();
    private final SourcePorts one = new SourcePorts(port, port, new Random(1));

    @Test
    void connectionsToTwoDestinationsLeaveFromOnePort() throws IOException {
        try (NodeFixture fixture = new NodeFixture(one);
                ServerSocket other =
                        new ServerSocket(fixture.destination.getLocalPort(), 5, NodeFixture.ip("127.0.0.2"));
                Socket first = fixture.through(NodeFixture.SOURCE);
                Socket second = fixture.through(NodeFixture.SOURCE, other.getLocalSocketAddress());
                Socket firstThere = fixture.destination.accept();
                Socket secondThere = other.accept()) {
            assertEquals(new InetSocketAddress(NodeFixture.SOURCE, port), firstThere.getRemoteSocketAddress());
            assertEquals(firstThere.getRemoteSocketAddress(), secondThere.getRemoteSocketAddress());
            second.getOutputStream().write('2');
            first.getOutputStream().write('1');
            assertEquals('1', firstThere.getInputStream().read());
            assertEquals('2', secondThere.getInputStream().read());
        }
    }

    @Test
    void twoConnectionsToOneDestinationLeaveFromTwo() throws IOException {
        try (NodeFixture fixture = new NodeFixture(one);
                Socket first = fixture.through(NodeFixture.SOURCE);
                Socket firstThere = fixture.destination.accept();
                Socket second = fixture.through(NodeFixture.SOURCE);
                Socket secondThere = fixture.destination.accept()) {
            assertEquals(port, firstThere.getPort());
            assertNotEquals(port, secondThere.getPort());
            assertEquals(NodeFixture.SOURCE, secondThere.getInetAddress());
            assertEquals(2, fixture.node.counts().total(Result.CONNECTED));
            assertTrue(first.isConnected() && second.isConnected());
        }
    }

    @Test
    void aPortThatAnotherProgramListensAtIsLeftAlone() throws IOException {
        try (ServerSocket foreign = new ServerSocket(port, 1, NodeFixture.SOURCE);
                SocketChannel bound = one.bind(NodeFixture.SOURCE)) {
            assertNotEquals(foreign.getLocalPort(), ((InetSocketAddress) bound.getLocalAddress()).getPort());
        }
    }

    @Test
    void theyAreDrawnFromTheRangeOfTheMachine() throws IOException {
        SourcePorts all = SourcePorts.ofThisMachine(new Random(1));
        Set<Integer> drawn = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            try (SocketChannel bound = all.bind(NodeFixture.SOURCE)) {
                drawn.add(((InetSocketAddress) bound.getLocalAddress()).getPort());
            }
        }
        assertTrue(drawn.size() > 15 && drawn.stream().allMatch(each -> each >= 1024), drawn.toString());
    }
}
