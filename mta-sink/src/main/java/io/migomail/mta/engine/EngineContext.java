package io.migomail.mta.engine;

import io.migomail.core.TimeSource;
import io.migomail.core.body.BodyStore;
import io.migomail.mail.dns.DestinationPolicy;
import io.migomail.mta.PoolDirectory;
import io.migomail.mta.policy.FailurePolicy;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.net.InetAddress;
import java.util.List;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;

/** What all loops of one engine share; thread-safe. */
final class EngineContext {
    private final EngineConfig config;
    private final PoolDirectory pools;
    private final AddressLookup lookup;
    private final TimeSource time;
    private final FailurePolicy policy = new FailurePolicy();
    private final EngineMetrics metrics = new EngineMetrics();
    private final SslContext tls = clientTls();
    private final BodyReader bodies;
    private final DestinationPolicy destinations = DestinationPolicy.here(List.of());
    private final EgressSources egress;
    private volatile boolean closing;

    /** {@code onTrouble} is told of sources that their egress nodes serve no more. */
    EngineContext(EngineConfig config, EngineWorld world, TimeSource time, Consumer<String> onTrouble) {
        this.config = config;
        this.pools = world.pools();
        this.lookup = world.lookup();
        this.egress = new EgressSources(world.nodes(), metrics, onTrouble);
        this.time = time;
        this.bodies = new BodyReader(BodyStore.at(config.bodies()));
    }

    /** Opportunistic TLS protects against listeners only, so no certificate is asked for anything (RFC 7435). */
    private static SslContext clientTls() {
        try {
            return SslContextBuilder.forClient()
                    .trustManager(InsecureTrustManagerFactory.INSTANCE)
                    .endpointIdentificationAlgorithm(null)
                    .protocols("TLSv1.3", "TLSv1.2")
                    .build();
        } catch (SSLException e) {
            throw new IllegalStateException("this Java platform has no TLS", e);
        }
    }

    /** Whether an address that a stranger's MX record names may be connected to. */
    boolean mayConnect(InetAddress address) {
        return destinations.allows(address);
    }

    EngineConfig config() {
        return config;
    }

    PoolDirectory pools() {
        return pools;
    }

    AddressLookup lookup() {
        return lookup;
    }

    TimeSource time() {
        return time;
    }

    FailurePolicy policy() {
        return policy;
    }

    EngineMetrics metrics() {
        return metrics;
    }

    SslContext tls() {
        return tls;
    }

    EgressSources egress() {
        return egress;
    }

    BodyReader bodies() {
        return bodies;
    }

    boolean closing() {
        return closing;
    }

    void close() {
        closing = true;
        egress.close();
        bodies.close();
    }
}
