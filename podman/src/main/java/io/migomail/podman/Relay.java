package io.migomail.podman;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * Takes connections at every address of its container and passes their bytes to a port of loopback, at which the local
 * event store listens. Threads are daemons: two a connection. Ends with its process.
 */
final class Relay {
    private Relay() {}

    /** Starts; returns when it listens. */
    static void start(int port, int target) throws IOException {
        ServerSocket door = new ServerSocket();
        door.bind(new InetSocketAddress(port));
        daemon("relay", () -> accept(door, target));
    }

    private static void accept(ServerSocket door, int target) {
        while (true) {
            try {
                Socket from = door.accept();
                daemon("relay-connection", () -> serve(from, target));
            } catch (IOException e) {
                System.err.println("the relay takes no more connections: " + e);
                return;
            }
        }
    }

    private static void serve(Socket from, int target) {
        try (from;
                Socket to = new Socket(InetAddress.getLoopbackAddress(), target)) {
            Thread back = daemon("relay-back", () -> pass(to, from));
            pass(from, to);
            back.join();
        } catch (IOException e) {
            System.err.println("a connection could not be relayed: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Until one side has said all; the other is told so. Who breaks off ends both ways. */
    private static void pass(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
            to.shutdownOutput();
        } catch (IOException e) {
            close(from);
            close(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            System.err.println("a relayed connection did not close: " + e);
        }
    }

    private static Thread daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
