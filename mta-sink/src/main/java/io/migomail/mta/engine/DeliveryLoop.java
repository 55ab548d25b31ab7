package io.migomail.mta.engine;

import io.migomail.core.TimeSource;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One event loop with its warm connections. Everything of a pace key happens on one loop, so nothing here is shared or
 * locked, and a key's connections are found again. Lives as long as its engine.
 */
final class DeliveryLoop {
    private final EventLoop executor;
    private final EngineContext engine;
    private final RandomGenerator random;
    private final TlsMemory tlsMemory;
    private final Map<Endpoint, Deque<SmtpConnection>> warm = new HashMap<>();

    DeliveryLoop(EventLoop executor, EngineContext engine, RandomGenerator random) {
        this.executor = executor;
        this.engine = engine;
        this.random = random;
        this.tlsMemory = new TlsMemory(engine.config().tlsMemory(), engine.time());
    }

    /** The warm connection used last, or null. */
    @Nullable
    SmtpConnection takeWarm(Endpoint endpoint) {
        Deque<SmtpConnection> waiting = warm.get(endpoint);
        return waiting == null ? null : waiting.pollLast();
    }

    boolean hasWarm(Endpoint endpoint) {
        Deque<SmtpConnection> waiting = warm.get(endpoint);
        return waiting != null && !waiting.isEmpty();
    }

    /** Opens a connection whose greeting reports to the attempt. */
    SmtpConnection open(Endpoint endpoint, String host, AttemptSteps attempt) {
        SmtpConnection connection = new SmtpConnection(this, endpoint, host);
        connection.connect(new Greeting(connection, attempt));
        return connection;
    }

    /** Takes a connection back after a transaction. */
    void giveBack(SmtpConnection connection) {
        boolean worn = connection.transactions() >= config().messagesPerConnection();
        Duration idle = config().idle();
        if (worn || idle.isZero() || engine.closing()) {
            connection.quit();
        } else if (!connection.closed()) {
            connection.rest(idle);
            warm.computeIfAbsent(connection.endpoint(), key -> new ArrayDeque<>())
                    .addLast(connection);
        }
    }

    /** A connection has closed. */
    void forget(SmtpConnection connection) {
        Deque<SmtpConnection> waiting = warm.get(connection.endpoint());
        if (waiting != null) {
            waiting.remove(connection);
            if (waiting.isEmpty()) {
                warm.remove(connection.endpoint());
            }
        }
    }

    /** Closes every warm connection. */
    void closeWarm() {
        for (Deque<SmtpConnection> waiting : Set.copyOf(warm.values())) {
            Set.copyOf(waiting).forEach(SmtpConnection::quit);
        }
    }

    /** The endpoint for an address as the host's history asks for it. */
    Endpoint endpoint(InetAddress address, int port, String egressIp, String ehloName) {
        boolean tls = config().startTls() && !tlsMemory.broken(address);
        String name = ehloName.isEmpty() ? config().hostName() : ehloName;
        return new Endpoint(address, port, egressIp, name, tls);
    }

    void tlsBroken(InetAddress address) {
        engine.metrics().tlsFallbacks.increment();
        tlsMemory.remember(address);
    }

    SslHandler tlsHandler(SmtpConnection connection) {
        SslContext context = engine.tls();
        SslHandler handler = context.newHandler(
                connection.channel().alloc(),
                connection.host(),
                connection.endpoint().port());
        handler.setHandshakeTimeoutMillis(config().timeouts().command().toMillis());
        return handler;
    }

    EventLoop executor() {
        return executor;
    }

    EngineContext engine() {
        return engine;
    }

    EngineConfig config() {
        return engine.config();
    }

    EngineMetrics metrics() {
        return engine.metrics();
    }

    TimeSource time() {
        return engine.time();
    }

    RandomGenerator random() {
        return random;
    }
}
