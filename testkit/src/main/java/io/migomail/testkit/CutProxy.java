package io.migomail.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A network that can be cut: a port of 127.0.0.1 that passes every connection on to another. While it is cut, octets stay
 * where they are and new connections get no answer, as behind a dead link; healed, connections from before are reset.
 * A thread a direction and connection. Thread-safe.
 */
public final class CutProxy implements AutoCloseable {
    private static final int BACKLOG = 1024;
    private static final int PIECE = 64 * 1024;

    private final ServerSocket server;
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition healed = lock.newCondition();
    private boolean cut;

    private CutProxy(ServerSocket server, int target) {
        this.server = server;
        this.target = target;
    }

    /** Listens at that port, 0 = a free one, and passes on to the target's. */
    public static CutProxy start(int port, int target) throws IOException {
        return start(new ServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress()), target);
    }

    /** Passes on what a server socket of the caller's making accepts, one that takes TLS off for instance; it is closed with this. */
    public static CutProxy start(ServerSocket server, int target) {
        CutProxy proxy = new CutProxy(server, target);
        proxy.spawn(proxy::accept);
        return proxy;
    }

    /** Where it listens. */
    public int port() {
        return server.getLocalPort();
    }

    /** From now on nothing passes. */
    public void cut() {
        set(true);
    }

    /** New connections pass again; those from before are gone. */
    public void heal() {
        sockets.forEach(CutProxy::reset);
        set(false);
    }

    @Override
    public void close() throws IOException {
        server.close();
        heal();
    }

    private void set(boolean now) {
        lock.lock();
        try {
            cut = now;
            healed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void awaitPassage() {
        lock.lock();
        try {
            while (cut) {
                healed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                sockets.add(client);
                spawn(() -> connect(client));
            } catch (IOException e) {
                // Closed: the loop's condition ends it.
            }
        }
    }

    private void connect(Socket client) {
        awaitPassage();
        Socket peer = new Socket();
        sockets.add(peer);
        try {
            peer.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
        } catch (IOException e) {
            end(client, peer);
            return;
        }
        spawn(() -> pump(client, peer));
        pump(peer, client);
    }

    private void pump(Socket from, Socket to) {
        byte[] piece = new byte[PIECE];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                awaitPassage();
                out.write(piece, 0, read);
            }
        } catch (IOException e) {
            // Either side is gone: so is the other.
        }
        end(from, to);
    }

    private void end(Socket one, Socket other) {
        reset(one);
        reset(other);
        sockets.remove(one);
        sockets.remove(other);
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            // It is gone.
        }
    }

    private void spawn(Runnable work) {
        Thread thread = new Thread(work, "cut-proxy");
        thread.setDaemon(true);
        thread.start();
    }
}
