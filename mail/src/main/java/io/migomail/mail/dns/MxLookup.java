package io.migomail.mail.dns;

import io.migomail.core.Limits;
import io.migomail.mail.dns.MxAnswer.Host;
import io.migomail.mail.dns.MxAnswer.Kind;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;

/** From a domain to the hosts that take its mail (RFC 5321 5.1, RFC 7505). Thread-safe. */
final class MxLookup {
    private static final Comparator<Host> ORDER =
            Comparator.comparingInt(Host::preference).thenComparing(Host::name);

    private final Questions questions;
    private final HostLookup hosts;

    MxLookup(Questions questions, HostLookup hosts) {
        this.questions = questions;
        this.hosts = hosts;
    }

    CompletionStage<MxAnswer> ask(String domain) {
        return DnsNames.parse(domain)
                .map(this::ask)
                .orElseGet(() ->
                        CompletableFuture.completedStage(MxAnswer.none(Kind.NO_SUCH_DOMAIN, DnsNames.NOT_A_NAME)));
    }

    private CompletionStage<MxAnswer> ask(Name domain) {
        return questions.ask(domain, Type.MX).thenCompose(raw -> {
            DnsAnswer<Host> answer = raw.to(r -> host((MXRecord) r));
            return switch (answer.status()) {
                case FOUND -> CompletableFuture.completedStage(explicit(answer));
                case NO_DATA -> hosts.ask(domain).thenApply(a -> implicit(domain, a, answer));
                case NO_SUCH_NAME ->
                    CompletableFuture.completedStage(MxAnswer.none(Kind.NO_SUCH_DOMAIN, answer.reason()));
                case TEMPORARY -> CompletableFuture.completedStage(MxAnswer.none(Kind.TEMPORARY, answer.reason()));
            };
        });
    }

    private static MxAnswer explicit(DnsAnswer<Host> answer) {
        Map<String, Host> byName = new LinkedHashMap<>();
        for (Host host : answer.records()) {
            // A root target beside real hosts breaks RFC 7505 3; the real ones count.
            if (!host.name().isEmpty()) {
                byName.merge(host.name(), host, (a, b) -> a.preference() <= b.preference() ? a : b);
            }
        }
        if (byName.isEmpty()) {
            return new MxAnswer(Kind.NULL_MX, List.of(), "the domain takes no mail (null MX)", answer.authenticated());
        }
        List<Host> hosts =
                byName.values().stream().sorted(ORDER).limit(Limits.MX_HOSTS).toList();
        return new MxAnswer(Kind.MX, hosts, "", answer.authenticated());
    }

    private static MxAnswer implicit(Name domain, DnsAnswer<?> addresses, DnsAnswer<?> mx) {
        return switch (addresses.status()) {
            case FOUND ->
                new MxAnswer(
                        Kind.IMPLICIT,
                        List.of(new Host(DnsNames.plain(domain), 0)),
                        "",
                        mx.authenticated() && addresses.authenticated());
            // The MX question proved that the name exists, whatever is said of its addresses.
            case NO_DATA, NO_SUCH_NAME -> MxAnswer.none(Kind.NO_HOST, "the domain has neither MX nor address");
            case TEMPORARY -> MxAnswer.none(Kind.TEMPORARY, addresses.reason());
        };
    }

    private static Host host(MXRecord record) {
        return new Host(DnsNames.plain(record.getTarget()), record.getPriority());
    }
}
