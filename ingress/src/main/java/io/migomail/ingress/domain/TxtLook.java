package io.migomail.ingress.domain;

import io.migomail.mail.dns.DnsAnswer;
import io.migomail.mail.dns.DnsResolver;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Looks a TXT record up, and where it is missing at the names at which it is entered wrongly. Thread-safe. */
final class TxtLook {
    private final DnsResolver dns;

    TxtLook(DnsResolver dns) {
        this.dns = dns;
    }

    /** Never fails: trouble is a state with a hint. */
    CompletionStage<DnsRecord> look(DnsRecord.Wanted wanted, Judge judge) {
        return dns.txt(wanted.name()).thenCompose(answer -> {
            if (answer.temporary()) {
                return Judge.now(DnsRecord.unanswered(wanted, answer.reason()));
            }
            List<String> values = answer.records().stream()
                    .filter(value -> judge.concerns(wanted, value))
                    .toList();
            return values.isEmpty() ? elsewhere(wanted, judge, answer) : judge.judge(wanted, values);
        });
    }

    private CompletionStage<DnsRecord> elsewhere(DnsRecord.Wanted wanted, Judge judge, DnsAnswer<String> answer) {
        Map<String, String> places = WrongPlaces.of(wanted);
        Map<String, CompletableFuture<DnsAnswer<String>>> asked = new java.util.LinkedHashMap<>();
        places.keySet().forEach(name -> asked.put(name, dns.txt(name).toCompletableFuture()));
        return CompletableFuture.allOf(asked.values().toArray(new CompletableFuture<?>[0]))
                .thenApply(done -> {
                    for (Map.Entry<String, CompletableFuture<DnsAnswer<String>>> place : asked.entrySet()) {
                        if (place.getValue().join().records().stream().anyMatch(v -> judge.recognizes(wanted, v))) {
                            return DnsRecord.missing(wanted, String.valueOf(places.get(place.getKey())));
                        }
                    }
                    return DnsRecord.missing(wanted, nothing(wanted, answer));
                });
    }

    static String nothing(DnsRecord.Wanted wanted, DnsAnswer<String> answer) {
        if (wanted.name().equals(wanted.domain()) && answer.status() == DnsAnswer.Status.NO_SUCH_NAME) {
            return "The DNS knows no domain " + wanted.domain() + "; is it registered, and do its name servers answer?";
        }
        return "No such record at " + wanted.name() + " yet; a change may take as long as the zone's TTL to be seen.";
    }
}
