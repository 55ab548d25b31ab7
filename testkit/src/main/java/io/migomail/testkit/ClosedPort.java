package io.migomail.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * A port of 127.0.0.1 on which nobody listens, nor can anybody begin to until it is closed: it is held by a socket that is
 * bound and no more. Whoever connects is refused. A port that was found free may be another's a moment later.
 */
public final class ClosedPort implements AutoCloseable {
    private final Socket held = new Socket();

    private ClosedPort() throws IOException {
        held.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    /** Takes one. */
    public static ClosedPort hold() {
        try {
            return new ClosedPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its number. */
    public int port() {
        return held.getLocalPort();
    }

    @Override
    public void close() {
        try {
            held.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
