package io.migomail.mail.smtp.server;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts connections, all and per client address. Thread-safe; keeps an address only while it is connected. */
final class Admission {
    private final SmtpServerConfig.Bounds bounds;
    private final AtomicInteger all = new AtomicInteger();
    private final ConcurrentHashMap<InetAddress, Integer> perAddress = new ConcurrentHashMap<>();

    Admission(SmtpServerConfig.Bounds bounds) {
        this.bounds = bounds;
    }

    /** Counts the connection; false where it is one too many. Each call is matched by {@link #leave}. */
    boolean enter(SocketAddress remote) {
        int connections = all.incrementAndGet();
        int siblings = remote instanceof InetSocketAddress inet && inet.getAddress() != null
                ? perAddress.merge(inet.getAddress(), 1, Integer::sum)
                : 1;
        return connections <= bounds.connections() && siblings <= bounds.connectionsPerAddress();
    }

    void leave(SocketAddress remote) {
        all.decrementAndGet();
        if (remote instanceof InetSocketAddress inet && inet.getAddress() != null) {
            perAddress.computeIfPresent(inet.getAddress(), (address, count) -> count == 1 ? null : count - 1);
        }
    }

    int connections() {
        return all.get();
    }
}
