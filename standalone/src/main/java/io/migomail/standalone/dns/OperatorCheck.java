package io.migomail.standalone.dns;

import io.migomail.core.Limits;
import io.migomail.mail.dns.AddressBlock;
import io.migomail.mail.dns.DnsAnswer;
import io.migomail.mail.dns.DnsJavaResolver;
import io.migomail.mail.dns.MxAnswer;
import io.migomail.mail.dns.ReverseDns;
import io.migomail.mail.spf.SpfRecord;
import io.migomail.mail.spf.SpfWalk;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Compares the operator's records with the DNS. Blocks for each question; one thread. */
final class OperatorCheck {
    private final Operator operator;
    private final DnsJavaResolver dns;

    OperatorCheck(Operator operator, DnsJavaResolver dns) {
        this.operator = operator;
        this.dns = dns;
    }

    /** Every record, in the order of the zone. */
    List<Finding> run() throws InterruptedException {
        List<Finding> out = new ArrayList<>();
        out.add(new Finding("SPF", operator.spfDomain(), spf(operator.spfDomain())));
        out.add(new Finding("A", operator.trackingDomain(), door()));
        out.add(new Finding("MX", operator.trackingDomain(), inbound()));
        out.add(new Finding("SPF", operator.trackingDomain(), spf(operator.trackingDomain())));
        for (Operator.Egress egress : operator.egress()) {
            out.add(new Finding("A", egress.name(), forward(egress)));
            out.add(new Finding("PTR", ReverseDns.name(egress.address()), reverse(egress)));
        }
        return out;
    }

    /** One record that lets every egress address pass, within the look-ups of receivers. */
    private String spf(String name) throws InterruptedException {
        DnsAnswer<String> answer = ask(dns.txt(name));
        List<String> records =
                answer.records().stream().filter(SpfRecord::isOne).toList();
        if (answer.temporary() || records.size() != 1) {
            return answer.temporary()
                    ? answer.reason()
                    : "there are " + records.size() + " SPF records, one is expected; see migomail dns records";
        }
        try {
            SpfRecord record = SpfRecord.parse(records.get(0));
            SpfWalk.Result tree = ask(new SpfWalk(dns).follow(record));
            if (!tree.broken().isEmpty()) {
                return "include:" + tree.broken().get(0) + " leads to no usable SPF record";
            }
            return uncovered(record, tree);
        } catch (IllegalArgumentException e) {
            return "it cannot be read: " + e.getMessage();
        }
    }

    private String uncovered(SpfRecord record, SpfWalk.Result tree) throws InterruptedException {
        // The include that leads here costs one more.
        if (tree.lookups() + 1 > SpfWalk.LOOKUPS) {
            return "it needs " + tree.lookups() + " DNS look-ups, which leaves customers' records none";
        }
        List<AddressBlock> blocks = new ArrayList<>(record.blocks());
        for (String part : new LinkedHashSet<>(tree.names())) {
            for (String txt : ask(dns.txt(part)).records()) {
                blocks.addAll(SpfRecord.isOne(txt) ? SpfRecord.parse(txt).blocks() : List.of());
            }
        }
        List<String> missing = operator.egress().stream()
                .map(Operator.Egress::address)
                .filter(address -> blocks.stream().noneMatch(block -> block.contains(address)))
                .map(InetAddress::getHostAddress)
                .distinct()
                .toList();
        return missing.isEmpty() ? "" : "it does not let pass " + String.join(", ", missing);
    }

    private String door() throws InterruptedException {
        DnsAnswer<String> alias = ask(dns.cname(operator.trackingDomain()));
        if (!alias.records().isEmpty()) {
            return "it is an alias of " + alias.records().get(0) + "; a name with MX and TXT records cannot be one";
        }
        DnsAnswer<InetAddress> answer = ask(dns.addresses(operator.trackingDomain()));
        if (answer.records().isEmpty()) {
            return answer.reason();
        }
        Set<InetAddress> wanted = new LinkedHashSet<>(operator.doors());
        return wanted.isEmpty() || wanted.equals(Set.copyOf(answer.records()))
                ? ""
                : "it leads to " + shown(answer.records()) + " instead of " + shown(operator.doors());
    }

    private String inbound() throws InterruptedException {
        MxAnswer answer = ask(dns.mx(operator.trackingDomain()));
        if (answer.kind() != MxAnswer.Kind.MX) {
            return answer.kind() == MxAnswer.Kind.IMPLICIT ? "there is no MX record" : answer.reason();
        }
        if (answer.hosts().stream().noneMatch(h -> h.name().equalsIgnoreCase(operator.inboundMx()))) {
            return "it leads to " + answer.hosts().get(0).name() + " instead of " + operator.inboundMx();
        }
        DnsAnswer<InetAddress> host = ask(dns.addresses(operator.inboundMx()));
        return host.records().isEmpty() ? "its host has no address: " + host.reason() : "";
    }

    private String forward(Operator.Egress egress) throws InterruptedException {
        DnsAnswer<InetAddress> answer = ask(dns.addresses(egress.name()));
        if (answer.records().contains(egress.address())) {
            return "";
        }
        return answer.records().isEmpty()
                ? answer.reason()
                : "it leads to " + shown(answer.records()) + ", not to "
                        + egress.address().getHostAddress();
    }

    /** Receivers ask whether the name of an address leads back to it (RFC 8601 2.7.3), and compare it with EHLO. */
    private String reverse(Operator.Egress egress) throws InterruptedException {
        DnsAnswer<String> answer = ask(dns.names(egress.address()));
        if (answer.records().isEmpty()) {
            return answer.reason() + "; whoever owns the address must set it to " + egress.name();
        }
        return answer.records().stream().anyMatch(egress.name()::equalsIgnoreCase)
                ? ""
                : "it is " + answer.records().get(0) + " instead of " + egress.name();
    }

    private static String shown(List<InetAddress> addresses) {
        return String.join(
                ", ", addresses.stream().map(InetAddress::getHostAddress).toList());
    }

    private static <T> T ask(CompletionStage<T> question) throws InterruptedException {
        try {
            return question.toCompletableFuture().get(Limits.DOMAIN_LOOK_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the resolver broke its promise", e);
        } catch (TimeoutException e) {
            throw new IllegalStateException("the DNS did not answer within " + Limits.DOMAIN_LOOK_TIMEOUT, e);
        }
    }
}
