package io.migomail.mail.dns;

import io.migomail.mail.dns.DnsAnswer.Status;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;

/** A and AAAA asked at once and told as one answer. Thread-safe. */
final class HostLookup {
    private final Questions questions;

    HostLookup(Questions questions) {
        this.questions = questions;
    }

    CompletionStage<DnsAnswer<InetAddress>> ask(String host) {
        Optional<InetAddress> literal = AddressLiteral.parse(host);
        if (literal.isPresent()) {
            return CompletableFuture.completedStage(DnsAnswer.found(List.of(literal.get()), false));
        }
        return DnsNames.parse(host)
                .map(this::ask)
                .orElseGet(() ->
                        CompletableFuture.completedStage(DnsAnswer.nothing(Status.NO_SUCH_NAME, DnsNames.NOT_A_NAME)));
    }

    CompletionStage<DnsAnswer<InetAddress>> ask(Name host) {
        CompletionStage<DnsAnswer<InetAddress>> four =
                questions.ask(host, Type.A).thenApply(a -> a.to(r -> ((ARecord) r).getAddress()));
        CompletionStage<DnsAnswer<InetAddress>> six =
                questions.ask(host, Type.AAAA).thenApply(a -> a.to(r -> ((AAAARecord) r).getAddress()));
        return four.thenCombine(six, HostLookup::join);
    }

    /** One family that answers is enough to deliver; one that fails leaves "none" unproven. */
    private static DnsAnswer<InetAddress> join(DnsAnswer<InetAddress> four, DnsAnswer<InetAddress> six) {
        List<InetAddress> all = new ArrayList<>(four.records());
        all.addAll(six.records());
        if (!all.isEmpty()) {
            boolean proven = (four.records().isEmpty() || four.authenticated())
                    && (six.records().isEmpty() || six.authenticated());
            return DnsAnswer.found(all, proven);
        }
        if (four.temporary()) {
            return four;
        }
        if (six.temporary()) {
            return six;
        }
        if (four.status() != six.status()) {
            // One server says the name exists: some name servers wrongly deny it for a type they do not know.
            return DnsAnswer.nothing(Status.NO_DATA, "no address: " + four.reason());
        }
        return four.status() == Status.NO_SUCH_NAME ? four : DnsAnswer.nothing(Status.NO_DATA, "has no address");
    }
}
