package io.migomail.mta.engine;

import io.migomail.core.EgressLimits;
import io.migomail.core.HostPort;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The source addresses of egress nodes that this engine uses, and a watch that tries each of them again and again: one
 * that its node cannot serve is in trouble until the watch finds that it works. Thread-safe; waiting is done on the
 * watch's own threads. Lives as long as its engine.
 */
final class EgressSources implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EgressSources.class);
    private static final int THREADS = 4;

    private final EgressNodes nodes;
    private final EngineMetrics metrics;
    private final Consumer<String> onTrouble;
    private final Map<String, Optional<EgressSource>> sources = new ConcurrentHashMap<>();
    private final Map<HostPort, InetSocketAddress> places = new ConcurrentHashMap<>();
    private final @Nullable ScheduledExecutorService watch;

    /** {@code onTrouble} is told of a source, by its text, that can be used no more; on any thread. */
    EgressSources(EgressNodes nodes, EngineMetrics metrics, Consumer<String> onTrouble) {
        this.nodes = nodes;
        this.metrics = metrics;
        this.onTrouble = onTrouble;
        List<HostPort> all = nodes.nodes();
        watch = all.isEmpty() ? null : start(Math.min(all.size(), THREADS));
        for (HostPort node : all) {
            InetAddress literal = HostLiteral.address(node.host());
            if (literal != null) {
                places.put(node, new InetSocketAddress(literal, node.port()));
            }
            if (watch != null) {
                watch.scheduleWithFixedDelay(() -> look(node), 0, EgressLimits.PROBE.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
    }

    private static ScheduledExecutorService start(int threads) {
        return Executors.newScheduledThreadPool(threads, task -> {
            Thread made = new Thread(task, "egress-watch");
            made.setDaemon(true);
            return made;
        });
    }

    /** The source of that address; null where it is this machine's own, or the system's choice. */
    @Nullable
    EgressSource source(String ip) {
        return watch == null || ip.isEmpty()
                ? null
                : sources.computeIfAbsent(ip, this::find).orElse(null);
    }

    private Optional<EgressSource> find(String ip) {
        InetAddress address = HostLiteral.address(ip);
        if (address == null) {
            return Optional.empty();
        }
        HostPort node = nodes.owner(address);
        return node == null ? Optional.empty() : Optional.of(new EgressSource(address, node));
    }

    /** Whether the address is a node's that cannot serve it now. */
    boolean inTrouble(String ip) {
        EgressSource source = source(ip);
        return source != null && source.trouble() != null;
    }

    /** Where the node listens; null while its name is not resolved. Never waits. */
    @Nullable
    InetSocketAddress place(EgressSource source) {
        return places.get(source.node());
    }

    String token() {
        return nodes.token();
    }

    /** An attempt found that the source cannot be used, or that the whole node cannot. */
    void failed(EgressSource source, boolean wholeNode, String why) {
        metrics.egressFailures.increment();
        sources.values()
                .forEach(one -> one.filter(each ->
                                each == source || wholeNode && each.node().equals(source.node()))
                        .ifPresent(each -> set(each, why)));
    }

    private void look(HostPort node) {
        InetSocketAddress place = resolve(node);
        String away = place == null ? "its name cannot be resolved" : "";
        for (Optional<EgressSource> one : sources.values()) {
            EgressSource source = one.orElse(null);
            if (source == null || !source.node().equals(node)) {
                continue;
            }
            if (place == null || !away.isEmpty()) {
                set(source, away); // none of its others has to wait for the same
                continue;
            }
            EgressProbe.Finding found = EgressProbe.of(place, token(), source.address());
            away = found.wholeNode() ? found.trouble() : "";
            set(source, found.trouble().isEmpty() ? null : found.trouble());
        }
    }

    private @Nullable InetSocketAddress resolve(HostPort node) {
        try {
            InetSocketAddress place = new InetSocketAddress(InetAddress.getByName(node.host()), node.port());
            places.put(node, place);
            return place;
        } catch (UnknownHostException e) {
            places.remove(node);
            return null;
        }
    }

    private void set(EgressSource source, @Nullable String trouble) {
        synchronized (source) {
            if (!source.setTrouble(trouble)) {
                return;
            }
        }
        String ip = source.address().getHostAddress();
        metrics.sourcesAway.add(trouble == null ? -1 : 1);
        if (trouble == null) {
            LOG.info("mail leaves from {} again, through {}", ip, source.node());
        } else {
            LOG.error("ALARM egress_unavailable: no mail leaves from {}: node {} {}", ip, source.node(), trouble);
            onTrouble.accept(ip);
        }
    }

    @Override
    public void close() {
        if (watch != null) {
            watch.shutdownNow();
        }
    }
}
