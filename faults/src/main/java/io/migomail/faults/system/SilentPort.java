package io.migomail.faults.system;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A port of 127.0.0.1 that accepts every connection and never says a word. */
public final class SilentPort implements AutoCloseable {
    private static final int BACKLOG = 1024;

    private final ServerSocket server;
    private final Queue<Socket> connections = new ConcurrentLinkedQueue<>();

    private SilentPort(ServerSocket server) {
        this.server = server;
    }

    /** On a free port. */
    public static SilentPort open() throws IOException {
        SilentPort port = new SilentPort(new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()));
        Thread thread = new Thread(port::accept, "silent-port");
        thread.setDaemon(true);
        thread.start();
        return port;
    }

    /** Where it listens. */
    public int port() {
        return server.getLocalPort();
    }

    /** Connections accepted so far. */
    public int connections() {
        return connections.size();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                connections.add(server.accept());
            } catch (IOException e) {
                // Closed: the loop's condition ends it.
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : connections) {
            socket.close();
        }
    }
}
