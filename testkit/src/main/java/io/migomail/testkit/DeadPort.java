package io.migomail.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * A port of 127.0.0.1 at which nobody listens: connections are refused. It is held until it is closed, so that nobody
 * else gets it meanwhile, as happens to a port that was only found free.
 */
public final class DeadPort implements AutoCloseable {
    private final Socket held = new Socket();

    private DeadPort() {}

    /** Any free port. */
    public static DeadPort open() throws IOException {
        return open(0);
    }

    /** That port; 0 = any free one. */
    public static DeadPort open(int port) throws IOException {
        DeadPort dead = new DeadPort();
        dead.held.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return dead;
    }

    /** Its number. */
    public int number() {
        return held.getLocalPort();
    }

    /** Gives it back. */
    @Override
    public void close() throws IOException {
        held.close();
    }
}
