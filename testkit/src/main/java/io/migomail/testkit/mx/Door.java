package io.migomail.testkit.mx;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** One listening address of a {@link ScriptedMx}, with its own plan. Thread-safe; a thread a connection. */
public final class Door {
    private static final int BACKLOG = 1024;

    private final ScriptedMx mx;
    private final Plan plan = new Plan();
    private final ServerSocket server;
    private final Set<Socket> connected = ConcurrentHashMap.newKeySet();
    private volatile List<String> extensions = List.of("PIPELINING", "8BITMIME", "SMTPUTF8", "SIZE 50000000");

    Door(ScriptedMx mx, String address, int port) {
        this.mx = mx;
        try {
            server = new ServerSocket(port, BACKLOG, InetAddress.getByName(address));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon("mx-door", this::accept);
    }

    /** Where it listens. */
    public int port() {
        return server.getLocalPort();
    }

    /** The address it listens at. */
    public String address() {
        return server.getInetAddress().getHostAddress();
    }

    /** At that step these replies or behaviours, one time after the other; the last one stays. */
    public Door on(Step step, String... behaviours) {
        return on(step, parsed(behaviours));
    }

    /** The same from behaviours. */
    public Door on(Step step, Behaviour... behaviours) {
        plan.set(step, false, behaviours);
        return this;
    }

    /** At that step these, round and round. */
    public Door round(Step step, String... behaviours) {
        plan.set(step, true, parsed(behaviours));
        return this;
    }

    /** What EHLO announces from now on; {@code STARTTLS} where it is named. */
    public Door offers(String... names) {
        extensions = List.of(names);
        return this;
    }

    List<String> extensions() {
        return extensions;
    }

    Plan plan() {
        return plan;
    }

    /** Cuts every present connection. */
    void cut() throws IOException {
        for (Socket socket : connected) {
            socket.close();
        }
    }

    void close() throws IOException {
        server.close();
        cut();
    }

    int connections() {
        return connected.size();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                mx.transcript().peer((InetSocketAddress) socket.getRemoteSocketAddress());
                connected.add(socket);
                if (server.isClosed()) {
                    socket.close(); // by then the connections may have been cut already
                }
                daemon("mx-peer", () -> talk(socket));
            } catch (IOException e) {
                // Closed, or a connection that was gone at once: the loop's condition decides.
            }
        }
    }

    private void talk(Socket socket) {
        try (socket) {
            new Peer(mx, this, socket).talk();
        } catch (IOException e) {
            // The other side went away, or the connection was cut: a host goes on to the next.
        } finally {
            connected.remove(socket);
        }
    }

    private static Behaviour[] parsed(String... behaviours) {
        return Stream.of(behaviours).map(Behaviour::parse).toArray(Behaviour[]::new);
    }

    private static void daemon(String name, Runnable body) {
        Thread thread = new Thread(body, name);
        thread.setDaemon(true);
        thread.start();
    }
}
