package io.migomail.ingress.manage;

import io.migomail.core.Limits;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.ingress.problem.Problem;
import io.migomail.mail.dns.DnsAnswer;
import io.migomail.mail.dns.DnsResolver;
import io.migomail.mail.dns.PrivateAddresses;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Whether a URL that a customer gives may be called. A first check at registration; the one that counts is made on the
 * address that is connected to. Thread-safe.
 */
final class TargetCheck {
    /** Which private targets are let through. */
    enum Allowed {
        NONE,
        LOOPBACK,
        ALL
    }

    private final DnsResolver dns;
    private final Allowed allowed;

    TargetCheck(DnsResolver dns, Allowed allowed) {
        this.dns = dns;
        this.allowed = allowed;
    }

    /** @throws Problem {@code invalid_value} or {@code unsafe_url} at {@code /url} */
    void require(String url) throws InterruptedException {
        URI uri = parse(url);
        boolean plain = "http".equalsIgnoreCase(uri.getScheme());
        if (!plain && !"https".equalsIgnoreCase(uri.getScheme())) {
            throw invalid("The URL must begin with https://.");
        }
        if (uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw invalid("The URL must have a host, and neither user nor fragment.");
        }
        DnsAnswer<InetAddress> found = addresses(uri.getHost());
        if (found.records().isEmpty()) {
            throw invalid("The URL's host has no address.");
        }
        boolean local = found.records().stream().anyMatch(PrivateAddresses::contains);
        if (local && !found.records().stream().allMatch(this::isAllowed)) {
            throw Problem.at("/url", ErrorCode.UNSAFE_URL, "The URL leads to a private, loopback or reserved address.");
        }
        if (plain && !local) {
            throw invalid("The URL must begin with https://.");
        }
    }

    private boolean isAllowed(InetAddress address) {
        return switch (allowed) {
            case NONE -> !PrivateAddresses.contains(address);
            case LOOPBACK -> address.isLoopbackAddress() || !PrivateAddresses.contains(address);
            case ALL -> true;
        };
    }

    private DnsAnswer<InetAddress> addresses(String host) throws InterruptedException {
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        try {
            return dns.addresses(bare)
                    .toCompletableFuture()
                    .get(2 * Limits.DNS_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the resolver broke its promise", e);
        } catch (TimeoutException e) {
            throw Problem.of(ErrorCode.BUSY, "The DNS did not answer in time; try again.");
        }
    }

    private static URI parse(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            throw invalid("Not a URL.");
        }
    }

    private static Problem invalid(String why) {
        return Problem.at("/url", ErrorCode.INVALID_VALUE, why);
    }
}
