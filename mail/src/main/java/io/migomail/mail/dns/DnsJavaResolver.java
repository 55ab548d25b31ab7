package io.migomail.mail.dns;

import io.migomail.core.TimeSource;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Type;

/** The resolver that the product uses: typed answers over {@link Questions}. Close it once; it owns two threads. */
public final class DnsJavaResolver implements DnsResolver, ReverseDns {
    private final Questions questions;
    private final HostLookup hosts;
    private final MxLookup mx;

    /** A resolver with its own cache. */
    public DnsJavaResolver(ResolverOptions options, TimeSource time) {
        this(new Questions(options, new Wire(options), time));
    }

    DnsJavaResolver(Questions questions) {
        this.questions = questions;
        this.hosts = new HostLookup(questions);
        this.mx = new MxLookup(questions, hosts);
    }

    @Override
    public CompletionStage<MxAnswer> mx(String domain) {
        return mx.ask(domain);
    }

    @Override
    public CompletionStage<DnsAnswer<InetAddress>> addresses(String host) {
        return hosts.ask(host);
    }

    @Override
    public CompletionStage<DnsAnswer<String>> txt(String name) {
        return typed(name, Type.TXT, DnsNames::text);
    }

    @Override
    public CompletionStage<DnsAnswer<String>> cname(String name) {
        return typed(name, Type.CNAME, r -> DnsNames.plain(((CNAMERecord) r).getTarget()));
    }

    @Override
    public CompletionStage<DnsAnswer<String>> names(InetAddress address) {
        return typed(ReverseDns.name(address), Type.PTR, r -> DnsNames.plain(((PTRRecord) r).getTarget()));
    }

    @Override
    public void close() {
        questions.close();
    }

    private CompletionStage<DnsAnswer<String>> typed(
            String name, int type, java.util.function.Function<org.xbill.DNS.Record, String> value) {
        return DnsNames.parse(name)
                .map(n -> questions.ask(n, type).thenApply(answer -> answer.to(value)))
                .orElseGet(() -> CompletableFuture.completedStage(
                        new DnsAnswer<>(DnsAnswer.Status.NO_SUCH_NAME, List.of(), DnsNames.NOT_A_NAME, false)));
    }
}
