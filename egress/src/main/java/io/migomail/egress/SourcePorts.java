package io.migomail.egress;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.random.RandomGenerator;

/**
 * Ports of a source address for new connections, drawn from the machine's range (RFC 6056, 3.3.1). The system's own choice
 * is one that no other connection from the address has: once half of the range waits in TIME_WAIT it is looked for in
 * milliseconds, and there are no more than the range has. Ours may be had by several, as long as their destinations
 * differ; where they do not, connecting fails with {@link #taken} and is done again from another. Thread-safe.
 */
final class SourcePorts {
    /** How often another one is tried. */
    static final int TRIES = 16;

    private static final Path RANGE = Path.of("/proc/sys/net/ipv4/ip_local_port_range");
    /** Of IANA, where the machine does not tell its own (RFC 6335, 6). */
    private static final int FIRST = 49_152;

    private static final int LAST = 65_535;

    private final int first;
    private final int last;
    private final RandomGenerator random;

    SourcePorts(int first, int last, RandomGenerator random) {
        this.first = first;
        this.last = last;
        this.random = random;
    }

    /** {@code random} is one that strangers cannot foresee, and thread-safe. */
    static SourcePorts ofThisMachine(RandomGenerator random) {
        try {
            // By a reader that asks for much at once: a second read of such a file gives nothing.
            String[] bounds = Files.readAllLines(RANGE).get(0).strip().split("\\s+");
            return new SourcePorts(Integer.parseInt(bounds[0]), Integer.parseInt(bounds[1]), random);
        } catch (NoSuchFileException e) {
            return new SourcePorts(FIRST, LAST, random);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A new socket at the address, not connected yet.
     *
     * @throws IOException where this machine does not let us bind the address
     */
    SocketChannel bind(InetAddress address) throws IOException {
        for (int i = 0; i < TRIES; i++) {
            try {
                return bind(address, random.nextInt(first, last + 1));
            } catch (BindException e) {
                // Another program's port, or not our address: the system's own choice tells which.
            }
        }
        return unshared(address);
    }

    /** The same at a port that no other connection from this address has, if there still is one. */
    SocketChannel unshared(InetAddress address) throws IOException {
        return bind(address, 0);
    }

    private static SocketChannel bind(InetAddress address, int port) throws IOException {
        boolean four = address.getAddress().length == 4;
        SocketChannel channel = SocketChannel.open(four ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6);
        try {
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            return channel.bind(new InetSocketAddress(address, port));
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Whether connecting failed because there is, or lately was, a connection to that destination from the same port. */
    static boolean taken(Throwable failure) {
        return failure instanceof BindException || failure.getCause() instanceof BindException;
    }
}
