package io.migomail.mail.dns;

import io.migomail.core.HostPort;
import io.migomail.core.Limits;
import java.time.Duration;
import java.util.List;

/**
 * How a resolver asks.
 *
 * @param servers recursive resolvers in order; empty = the system's
 * @param timeout one question, all tries
 * @param concurrency questions on the wire at a time; more wait
 * @param cacheEntries answers kept
 * @param maxAge how long one is kept at most, whatever its TTL
 * @param trustAuthenticated whether the way to the servers is safe enough to believe their AD flag (loopback)
 */
public record ResolverOptions(
        List<HostPort> servers,
        Duration timeout,
        int concurrency,
        int cacheEntries,
        Duration maxAge,
        boolean trustAuthenticated) {
    public ResolverOptions {
        servers = List.copyOf(servers);
        if (timeout.isNegative() || timeout.isZero() || concurrency < 1 || cacheEntries < 1) {
            throw new IllegalArgumentException("resolver options must be positive");
        }
    }

    /** The product's bounds with the system's servers. */
    public static ResolverOptions system() {
        return new ResolverOptions(List.of(), Limits.DNS_TIMEOUT, 128, 65_536, AnswerCache.LONGEST, false);
    }

    /** The product's bounds with the servers given. */
    public static ResolverOptions of(HostPort... servers) {
        return system().withServers(List.of(servers));
    }

    /** {@code MIGO_DNS}: {@code address:port}; empty = the system's. */
    public static ResolverOptions ofSetting(String setting) {
        return setting.isEmpty() ? system() : of(HostPort.parse(setting));
    }

    /** These with other servers. */
    public ResolverOptions withServers(List<HostPort> others) {
        return new ResolverOptions(others, timeout, concurrency, cacheEntries, maxAge, trustAuthenticated);
    }

    /** These with another time-out. */
    public ResolverOptions withTimeout(Duration other) {
        return new ResolverOptions(servers, other, concurrency, cacheEntries, maxAge, trustAuthenticated);
    }

    /** These with another bound on the age of answers. */
    public ResolverOptions withMaxAge(Duration other) {
        return new ResolverOptions(servers, timeout, concurrency, cacheEntries, other, trustAuthenticated);
    }

    /** These with another bound on questions at a time. */
    public ResolverOptions withConcurrency(int other) {
        return new ResolverOptions(servers, timeout, other, cacheEntries, maxAge, trustAuthenticated);
    }
}
