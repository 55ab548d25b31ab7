package io.migomail.egress;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.HostPort;
import io.migomail.core.TimeSource;
import io.migomail.mail.dns.AddressBlock;
import io.migomail.mail.dns.DestinationPolicy;
import io.migomail.mail.socks.SocksDialog;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A node on loopback, a destination that it may connect to, and clients of it. */
final class NodeFixture implements AutoCloseable {
    static final String TOKEN = "a token of many octets";
    static final InetAddress SOURCE = ip("127.0.3.1");
    static final InetAddress OTHER = ip("127.0.3.2");
    static final Duration LONG = Duration.ofSeconds(30);
    private static final int WAIT_SECONDS = 60;

    final ServerSocket destination = listen();
    final EgressNode node;

    NodeFixture(EgressConfig.Bounds bounds) throws IOException {
        this(bounds, TOKEN, List.of("127.0.3.0/30"));
    }

    NodeFixture(EgressConfig.Bounds bounds, String token, List<String> sources) throws IOException {
        this(bounds, token, sources, SourcePorts.ofThisMachine(new SecureRandom()));
    }

    /** One that chooses among these ports of its sources. */
    NodeFixture(SourcePorts ports) throws IOException {
        this(bounds(), TOKEN, List.of("127.0.3.0/30"), ports);
    }

    private NodeFixture(EgressConfig.Bounds bounds, String token, List<String> sources, SourcePorts ports)
            throws IOException {
        node = EgressNode.start(
                new EgressConfig(
                        new HostPort("127.0.0.1", 0),
                        OwnedSources.of(sources),
                        token,
                        new DestinationRules(
                                Set.of(destination.getLocalPort()),
                                new DestinationPolicy(
                                        Set.of(),
                                        List.of(AddressBlock.parse("127.0.0.0/8")
                                                .orElseThrow()))),
                        bounds),
                TimeSource.SYSTEM,
                ports);
    }

    static EgressConfig.Bounds bounds() {
        return new EgressConfig.Bounds(100, LONG, LONG, LONG, LONG);
    }

    static InetAddress ip(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private static ServerSocket listen() throws IOException {
        return new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    }

    InetSocketAddress target() {
        return new InetSocketAddress(destination.getInetAddress(), destination.getLocalPort());
    }

    Socket client() throws IOException {
        Socket socket = new Socket(node.address().getAddress(), node.address().getPort());
        socket.setSoTimeout(WAIT_SECONDS * 1000);
        return socket;
    }

    /** A client that the node has connected to the destination. */
    Socket through(InetAddress source) throws IOException {
        return through(source, target());
    }

    /** The same to another destination. */
    Socket through(InetAddress source, SocketAddress destination) throws IOException {
        Socket socket = client();
        SocksDialog dialog = dial(socket, source, (InetSocketAddress) destination);
        assertTrue(dialog.over() && dialog.refusal() == null, () -> String.valueOf(dialog.refusal()));
        return socket;
    }

    /** Says all of it, and reads what the node answers and no octet more. */
    static SocksDialog dial(Socket socket, InetAddress source, InetSocketAddress target) throws IOException {
        SocksDialog dialog = new SocksDialog(TOKEN, source, target);
        socket.getOutputStream().write(dialog.opening());
        dialog.hear(socket.getInputStream());
        return dialog;
    }

    void awaitCount(Result result, long count) {
        until(() -> node.counts().total(result) == count, result + " to be counted " + count + " times");
    }

    static void until(BooleanSupplier condition, String what) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "waited in vain for " + what);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    @Override
    public void close() throws IOException {
        node.close();
        destination.close();
    }
}
