package io.migomail.ingress.domain;

import io.migomail.mail.dns.DnsAnswer;
import io.migomail.mail.dns.DnsResolver;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Looks the alias up under which a domain serves tracking and the return path. Thread-safe; stages never fail. */
final class AliasLook {
    private static final int HOPS = 8;

    private final DnsResolver dns;

    AliasLook(DnsResolver dns) {
        this.dns = dns;
    }

    CompletionStage<DnsRecord> look(DnsRecord.Wanted wanted) {
        return dns.cname(wanted.name()).thenCompose(answer -> {
            if (answer.temporary()) {
                return Judge.now(DnsRecord.unanswered(wanted, answer.reason()));
            }
            return answer.records().isEmpty() ? without(wanted, answer) : chain(wanted, answer.records(), HOPS);
        });
    }

    /** An alias of an alias is as good. */
    private CompletionStage<DnsRecord> chain(DnsRecord.Wanted wanted, List<String> targets, int hops) {
        String target = targets.get(targets.size() - 1);
        if (target.equals(wanted.value())) {
            return Judge.now(DnsRecord.verified(wanted, targets, ""));
        }
        if (hops == 1) {
            return Judge.now(DnsRecord.mismatch(wanted, targets, "The alias leads in a circle."));
        }
        return dns.cname(target).thenCompose(answer -> {
            if (answer.temporary()) {
                return Judge.now(DnsRecord.unanswered(wanted, answer.reason()));
            }
            if (answer.records().isEmpty()) {
                return Judge.now(DnsRecord.mismatch(wanted, targets, elsewhere(wanted, targets.get(0))));
            }
            List<String> further = new java.util.ArrayList<>(targets);
            further.add(answer.records().get(0));
            return chain(wanted, further, hops - 1);
        });
    }

    private static String elsewhere(DnsRecord.Wanted wanted, String target) {
        return target.startsWith(wanted.value() + ".")
                ? "The DNS provider appended the zone to the target; enter " + wanted.value() + ". with its final dot."
                : "The alias points to " + target + " instead of " + wanted.value() + ".";
    }

    private CompletionStage<DnsRecord> without(DnsRecord.Wanted wanted, DnsAnswer<String> answer) {
        CompletionStage<DnsAnswer<InetAddress>> addresses = dns.addresses(wanted.name());
        CompletionStage<DnsAnswer<String>> text = dns.txt(wanted.name());
        return addresses.thenCompose(found -> {
            if (!found.records().isEmpty()) {
                List<String> shown = found.records().stream()
                        .map(InetAddress::getHostAddress)
                        .toList();
                return Judge.now(DnsRecord.mismatch(
                        wanted,
                        shown,
                        "There are addresses instead of the alias: turn off the provider's proxy or flattening for it, and"
                                + " remove A and AAAA records of this name."));
            }
            return text.thenCompose(txt -> {
                if (txt.records().stream().anyMatch(v -> v.contains(wanted.value()))) {
                    return Judge.now(DnsRecord.mismatch(
                            wanted, txt.records(), "It stands there as TXT; its type must be CNAME."));
                }
                return misplaced(wanted, answer);
            });
        });
    }

    private CompletionStage<DnsRecord> misplaced(DnsRecord.Wanted wanted, DnsAnswer<String> answer) {
        Map<String, String> places = WrongPlaces.of(wanted);
        Map<String, CompletableFuture<DnsAnswer<String>>> asked = new LinkedHashMap<>();
        places.keySet().forEach(name -> asked.put(name, dns.cname(name).toCompletableFuture()));
        return CompletableFuture.allOf(asked.values().toArray(new CompletableFuture<?>[0]))
                .thenApply(done -> asked.entrySet().stream()
                        .filter(e -> e.getValue().join().records().contains(wanted.value()))
                        .map(e -> DnsRecord.missing(wanted, String.valueOf(places.get(e.getKey()))))
                        .findFirst()
                        .orElseGet(() -> DnsRecord.missing(wanted, TxtLook.nothing(wanted, answer))));
    }
}
