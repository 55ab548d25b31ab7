package io.migomail.ingress.rest;

import io.migomail.mail.dns.DnsAnswer;
import io.migomail.mail.dns.DnsResolver;
import io.migomail.mail.dns.MxAnswer;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** TXT, CNAME and address records by name; literals are their own answer. */
final class FakeDns implements DnsResolver {
    final Map<String, List<String>> txt = new ConcurrentHashMap<>();
    final Map<String, List<String>> cname = new ConcurrentHashMap<>();
    final Map<String, String> hosts = new ConcurrentHashMap<>();
    volatile boolean away;

    @Override
    public CompletionStage<MxAnswer> mx(String domain) {
        throw new UnsupportedOperationException("nobody asks for MX here");
    }

    @Override
    public CompletionStage<DnsAnswer<InetAddress>> addresses(String host) {
        String address = hosts.getOrDefault(host, host);
        if (!address.matches("[0-9.]+|[0-9a-f:.]*:[0-9a-f:.]*")) {
            return answer(List.of());
        }
        try {
            return answer(List.of(InetAddress.getByName(address)));
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public CompletionStage<DnsAnswer<String>> txt(String name) {
        return answer(txt.getOrDefault(name, List.of()));
    }

    @Override
    public CompletionStage<DnsAnswer<String>> cname(String name) {
        return answer(cname.getOrDefault(name, List.of()));
    }

    private <T> CompletionStage<DnsAnswer<T>> answer(List<T> records) {
        if (away) {
            return CompletableFuture.completedFuture(
                    DnsAnswer.nothing(DnsAnswer.Status.TEMPORARY, "no server answers"));
        }
        return CompletableFuture.completedFuture(
                records.isEmpty()
                        ? DnsAnswer.nothing(DnsAnswer.Status.NO_SUCH_NAME, "NXDOMAIN")
                        : DnsAnswer.found(records, false));
    }

    @Override
    public void close() {
        // nothing is held
    }
}
