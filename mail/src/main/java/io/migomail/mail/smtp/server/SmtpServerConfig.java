package io.migomail.mail.smtp.server;

import io.migomail.core.HostPort;
import io.migomail.core.Limits;
import io.netty.handler.ssl.SslContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything a server is told at its start.
 *
 * @param hostName name in greeting, EHLO and Received
 * @param tls null = no STARTTLS and no implicit TLS
 * @param threads event loops
 * @param observer is told what happens
 */
public record SmtpServerConfig(
        List<Listener> listeners,
        String hostName,
        @Nullable SslContext tls,
        Set<Extension> extensions,
        Policy policy,
        Bounds bounds,
        int threads,
        SmtpObserver observer) {

    /** One address to listen on; port 0 = any free one. */
    public record Listener(HostPort address, boolean implicitTls) {}

    /** What EHLO offers; STARTTLS and AUTH only where the connection's state allows them. */
    public enum Extension {
        PIPELINING,
        SIZE,
        EIGHT_BIT_MIME,
        SMTP_UTF8,
        ENHANCED_STATUS_CODES,
        CHUNKING,
        STARTTLS,
        AUTH
    }

    /**
     * What is demanded before mail is taken.
     *
     * @param clearTextAuth offers AUTH on connections in clear: for tests only
     */
    public record Policy(boolean requireTls, boolean requireAuth, boolean clearTextAuth) {}

    /**
     * Limits of one connection, and of all together.
     *
     * @param textLine octets of a content line with CRLF, 0 = any
     * @param idle without an octet from the client
     * @param transfer of one content, from 354 to its end
     * @param buffered content octets held at a time by all connections
     * @param connections at a time; more are answered 421
     */
    public record Bounds(
            int messageBytes,
            int recipients,
            int textLine,
            Duration idle,
            Duration transfer,
            long buffered,
            int connections,
            int connectionsPerAddress) {}

    /** Copies the collections and refuses what cannot work. */
    public SmtpServerConfig {
        listeners = List.copyOf(listeners);
        extensions = Set.copyOf(extensions);
        boolean needsTls = policy.requireTls() || listeners.stream().anyMatch(Listener::implicitTls);
        if (needsTls && tls == null) {
            throw new IllegalArgumentException("a server that demands TLS needs a certificate");
        }
    }

    /** Starts from the defaults: no listener, every extension, nothing demanded, limits of {@link Limits}. */
    public static Builder builder(String hostName) {
        return new Builder(hostName);
    }

    /** Collects a configuration; not thread-safe. */
    public static final class Builder {
        private final String hostName;
        private final List<Listener> listeners = new ArrayList<>();
        private @Nullable SslContext tls;
        private Set<Extension> extensions = Set.of(Extension.values());
        private Policy policy = new Policy(false, false, false);
        private Bounds bounds = new Bounds(
                Limits.MESSAGE_BYTES,
                Limits.RECIPIENTS,
                0,
                Limits.SMTP_IDLE,
                Duration.ofMinutes(10),
                512L * 1024 * 1024,
                10_000,
                1_000);
        private int threads = Runtime.getRuntime().availableProcessors();
        private SmtpObserver observer = SmtpObserver.NONE;

        private Builder(String hostName) {
            this.hostName = hostName;
        }

        /** Adds an address where the dialogue starts in clear. */
        public Builder listen(HostPort address) {
            listeners.add(new Listener(address, false));
            return this;
        }

        /** Adds an address where TLS starts at once. */
        public Builder listenTls(HostPort address) {
            listeners.add(new Listener(address, true));
            return this;
        }

        /** The certificate and key of the server. */
        public Builder tls(SslContext context) {
            this.tls = context;
            return this;
        }

        /** Only these extensions are offered and understood. */
        public Builder extensions(Set<Extension> offered) {
            this.extensions = offered;
            return this;
        }

        /** What is demanded before mail is taken. */
        public Builder policy(Policy demanded) {
            this.policy = demanded;
            return this;
        }

        /** The limits. */
        public Builder bounds(Bounds limits) {
            this.bounds = limits;
            return this;
        }

        /** The limits set so far, to change some of them. */
        public Bounds bounds() {
            return bounds;
        }

        /** Number of event loops. */
        public Builder threads(int loops) {
            this.threads = loops;
            return this;
        }

        /** Who is told what happens. */
        public Builder observer(SmtpObserver told) {
            this.observer = told;
            return this;
        }

        /** @throws IllegalArgumentException where the parts contradict each other */
        public SmtpServerConfig build() {
            return new SmtpServerConfig(listeners, hostName, tls, extensions, policy, bounds, threads, observer);
        }
    }
}
