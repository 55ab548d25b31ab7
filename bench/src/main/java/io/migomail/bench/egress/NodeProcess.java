package io.migomail.bench.egress;

import io.migomail.core.FreePorts;
import io.migomail.mail.socks.SocksDialog;
import io.migomail.testkit.process.Child;
import io.migomail.testkit.process.Scratch;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** An egress node as a process of its own, which may connect to one port of this machine; ended by {@link #close}. */
final class NodeProcess implements AutoCloseable {
    private static final String TOKEN = "the token of a measurement";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long POLL_NANOS = 10_000_000;

    private final Scratch scratch;
    private final InetSocketAddress at;
    private final InetSocketAddress host;
    private final InetAddress source;

    private NodeProcess(Scratch scratch, InetSocketAddress at, InetSocketAddress host, InetAddress source) {
        this.scratch = scratch;
        this.at = at;
        this.host = host;
        this.source = source;
    }

    /** Returns when it listens. */
    static NodeProcess start(InetSocketAddress host, InetAddress source) throws IOException {
        Scratch scratch = Scratch.open("bench-egress");
        try {
            var at = new InetSocketAddress(
                    InetAddress.getLoopbackAddress(),
                    new FreePorts((int) ProcessHandle.current().pid()).next());
            Child child = scratch.start("egress", program(at, host, source), PATIENCE);
            NodeProcess node = new NodeProcess(scratch, at, host, source);
            node.await(child);
            return node;
        } catch (IOException | RuntimeException e) {
            scratch.close();
            throw e;
        }
    }

    private static ProcessBuilder program(InetSocketAddress at, InetSocketAddress host, InetAddress source) {
        ProcessBuilder program = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                "io.migomail.egress.EgressMain");
        program.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        program.environment()
                .putAll(Map.of(
                        "MIGO_EGRESS_LISTEN",
                        at.getAddress().getHostAddress() + ":" + at.getPort(),
                        "MIGO_EGRESS_SOURCES",
                        source.getHostAddress(),
                        "MIGO_EGRESS_TOKEN",
                        TOKEN,
                        "MIGO_EGRESS_PORTS",
                        Integer.toString(host.getPort()),
                        "MIGO_EGRESS_ALLOW",
                        "127.0.0.0/8"));
        return program;
    }

    private void await(Child child) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!listens()) {
            if (!child.process().isAlive() || System.nanoTime() > end) {
                throw new IOException("the egress node does not listen: " + child.lastWords());
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    private boolean listens() {
        try (Socket socket = new Socket(at.getAddress(), at.getPort())) {
            return socket.isConnected();
        } catch (IOException e) {
            return false; // not yet
        }
    }

    /** A connection to the mail host through the node. */
    Socket open() throws IOException {
        Socket socket = new Socket(at.getAddress(), at.getPort());
        try {
            socket.setTcpNoDelay(true);
            SocksDialog dialog = new SocksDialog(TOKEN, source, host);
            socket.getOutputStream().write(dialog.opening());
            dialog.hear(socket.getInputStream());
            SocksDialog.Refusal refusal = dialog.refusal();
            if (refusal != null) {
                throw new IOException("the egress node: " + refusal.detail());
            }
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    @Override
    public void close() {
        scratch.close();
    }
}
