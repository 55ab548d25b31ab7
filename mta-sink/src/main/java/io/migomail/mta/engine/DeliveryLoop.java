package io.migomail.mta.engine;

import io.migomail.core.TimeSource;
import io.migomail.mta.Attempt;
import io.migomail.mta.shaping.Shaping;
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
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One event loop with its warm connections. Everything of a pace key happens on one loop, so nothing here is shared or
 * locked, and a key's connections are found again. Lives as long as its engine.
 */
final class DeliveryLoop {
    /** Below the 100 commands without mail after which Postfix begins to slow a client down. */
    private static final int MAX_KEEP_ALIVES = 90;

    private final EventLoop executor;
    private final EngineContext engine;
    private final RandomGenerator random;
    private final TlsMemory tlsMemory;
    private final StallGuard stall;
    private final Map<Endpoint, Deque<SmtpConnection>> warm = new HashMap<>();

    DeliveryLoop(EventLoop executor, EngineContext engine, RandomGenerator random) {
        this.executor = executor;
        this.engine = engine;
        this.random = random;
        this.tlsMemory = new TlsMemory(engine.config().tlsMemory(), engine.time());
        this.stall = new StallGuard(engine.config().stall(), engine.time());
        executor.execute(() -> stall.start(executor));
    }

    /** Whether it ever did. On any thread. */
    boolean stoodStill() {
        return stall.found();
    }

    /** Whether the loop has stood still for so long that others may be doing its work. */
    boolean stalled() {
        return stall.stalled();
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
    SmtpConnection open(Endpoint endpoint, String host, Shaping shaping, AttemptSteps attempt) {
        SmtpConnection connection = new SmtpConnection(this, endpoint, host, shaping);
        connection.connect(new Greeting(connection, attempt));
        return connection;
    }

    /** Takes a connection back after a transaction. */
    void giveBack(SmtpConnection connection) {
        boolean worn = connection.transactions() >= connection.shaping().messagesPerConnection();
        Duration idle = config().idle();
        boolean away = engine.egress().inTrouble(connection.endpoint().egressIp());
        if (worn || away || idle.isZero() || engine.closing()) {
            connection.quit();
        } else if (!connection.closed()) {
            connection.rest(idle);
            warm.computeIfAbsent(connection.endpoint(), key -> new ArrayDeque<>())
                    .addLast(connection);
        }
    }

    /**
     * A connection has rested for its time: as many as the shaping asks for are kept alive by RSET, the others closed.
     * Nobody's patience is tried for ever: receivers count commands without mail.
     */
    void rested(SmtpConnection connection) {
        Deque<SmtpConnection> waiting = warm.get(connection.endpoint());
        boolean spare = waiting == null || waiting.size() > connection.shaping().keptWarm();
        if (spare || engine.closing() || !connection.countKeepAlive(MAX_KEEP_ALIVES)) {
            connection.quit();
        } else {
            new KeepAlive(connection).begin();
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
        closeWarm(endpoint -> true);
    }

    /** Closes the warm connections from a source that its node serves no more: it may wait for their end. */
    void closeWarm(String egressIp) {
        closeWarm(endpoint -> endpoint.egressIp().equals(egressIp));
    }

    private void closeWarm(Predicate<Endpoint> which) {
        for (Endpoint endpoint : Set.copyOf(warm.keySet())) {
            if (which.test(endpoint)) {
                Set.copyOf(warm.getOrDefault(endpoint, new ArrayDeque<>())).forEach(SmtpConnection::quit);
            }
        }
    }

    /** The endpoint for an address as the host's history asks for it. */
    Endpoint endpoint(InetAddress address, int port, Attempt attempt, boolean tlsRequired) {
        String ehloName = attempt.ehloName();
        String name = ehloName.isEmpty() ? config().hostName() : ehloName;
        return new Endpoint(address, port, attempt.egressIp(), name, tls(address, tlsRequired));
    }

    private Endpoint.Tls tls(InetAddress address, boolean required) {
        if (required) {
            return Endpoint.Tls.REQUIRED;
        }
        return config().startTls() && !tlsMemory.broken(address) ? Endpoint.Tls.OPPORTUNISTIC : Endpoint.Tls.NEVER;
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
