package io.migomail.ingress.manage;

import io.migomail.core.record.DkimSelector;
import io.migomail.core.record.Domain;
import io.migomail.mail.dkim.DkimAlgorithm;
import io.migomail.mail.dkim.DkimKeys;
import io.migomail.mail.dns.DnsAnswer;
import io.migomail.mail.dns.DnsResolver;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Which records a domain needs, and what the DNS shows of them. Thread-safe. */
final class DomainRecords {
    /** Under it the domain serves tracking and the return path; part of every envelope sender. */
    private static final String RETURN_PATH_LABEL = "mg";

    private final DnsResolver dns;
    private final String trackingDomain;
    private final String spfDomain;

    DomainRecords(DnsResolver dns, String trackingDomain, String spfDomain) {
        this.dns = dns;
        this.trackingDomain = trackingDomain;
        this.spfDomain = spfDomain;
    }

    /** Three required records, then the optional ones. */
    List<DnsRecord.Wanted> wanted(Domain domain) {
        List<DnsRecord.Wanted> out = new ArrayList<>();
        domain.getSelectorsList().stream()
                .filter(s -> s.getAlgorithm().equals(DkimAlgorithm.RSA.word()))
                .forEach(s -> out.add(dkim(domain, s, true)));
        out.add(new DnsRecord.Wanted("spf", "TXT", domain.getName(), "v=spf1 include:" + spfDomain + " ~all", true));
        out.add(new DnsRecord.Wanted(
                "tracking_and_return_path", "CNAME", RETURN_PATH_LABEL + "." + domain.getName(), trackingDomain, true));
        domain.getSelectorsList().stream()
                .filter(s -> !s.getAlgorithm().equals(DkimAlgorithm.RSA.word()))
                .forEach(s -> out.add(dkim(domain, s, false)));
        out.add(new DnsRecord.Wanted("dmarc", "TXT", "_dmarc." + domain.getName(), "v=DMARC1; p=none", false));
        return out;
    }

    private static DnsRecord.Wanted dkim(Domain domain, DkimSelector selector, boolean required) {
        return new DnsRecord.Wanted(
                "dkim_" + selector.getAlgorithm(),
                "TXT",
                selector.getSelector() + "._domainkey." + domain.getName(),
                DkimKeys.txtRecord(DkimAlgorithm.of(selector.getAlgorithm()), selector.getPublicKey()),
                required);
    }

    /** Looks all of them up at once; never fails: trouble is a state with a hint. */
    CompletionStage<List<DnsRecord>> look(Domain domain) {
        List<CompletableFuture<DnsRecord>> looks = wanted(domain).stream()
                .map(this::look)
                .map(CompletionStage::toCompletableFuture)
                .toList();
        return CompletableFuture.allOf(looks.toArray(new CompletableFuture<?>[0]))
                .thenApply(done -> looks.stream().map(CompletableFuture::join).toList());
    }

    private CompletionStage<DnsRecord> look(DnsRecord.Wanted wanted) {
        CompletionStage<DnsAnswer<String>> answer =
                wanted.type().equals("CNAME") ? dns.cname(wanted.name()) : dns.txt(wanted.name());
        return answer.thenApply(found -> judge(wanted, found));
    }

    private DnsRecord judge(DnsRecord.Wanted wanted, DnsAnswer<String> answer) {
        if (answer.temporary()) {
            return new DnsRecord(wanted, List.of(), "pending", "The DNS did not answer: " + answer.reason() + ".");
        }
        List<String> relevant = answer.records().stream()
                .filter(value -> concerns(wanted, value))
                .toList();
        if (relevant.isEmpty()) {
            String hint = "No such record at " + wanted.name() + " yet; changes can take as long as the zone's TTL.";
            return new DnsRecord(wanted, relevant, "missing", hint);
        }
        if (relevant.size() == 1 && right(wanted, relevant.get(0))) {
            return new DnsRecord(wanted, relevant, "verified", "");
        }
        return new DnsRecord(wanted, relevant, "mismatch", hint(wanted, relevant.size()));
    }

    /** Other TXT records may stand at the same name; they are no business of ours. */
    private static boolean concerns(DnsRecord.Wanted wanted, String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        return switch (wanted.purpose()) {
            case "spf" -> lower.equals("v=spf1") || lower.startsWith("v=spf1 ");
            case "dmarc" -> lower.startsWith("v=dmarc1");
            default -> true;
        };
    }

    private boolean right(DnsRecord.Wanted wanted, String value) {
        return switch (wanted.purpose()) {
            case "spf" ->
                List.of(value.toLowerCase(Locale.ROOT).split(" +"))
                        .contains("include:" + spfDomain.toLowerCase(Locale.ROOT));
            case "dmarc" -> value.toLowerCase(Locale.ROOT).replace(" ", "").contains(";p=");
            case "tracking_and_return_path" -> dotless(value).equalsIgnoreCase(dotless(wanted.value()));
            default ->
                tag(value, "p").equals(tag(wanted.value(), "p"))
                        && tag(value, "k").equals(tag(wanted.value(), "k"));
        };
    }

    /** A tag of a DKIM key record; k defaults to rsa (RFC 6376 3.6.1), white space within a value does not count. */
    private static String tag(String record, String name) {
        for (String part : record.split(";", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0 && part.substring(0, equals).strip().equals(name)) {
                return part.substring(equals + 1).replaceAll("\\s", "");
            }
        }
        return name.equals("k") ? "rsa" : "";
    }

    private static String dotless(String name) {
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    private String hint(DnsRecord.Wanted wanted, int count) {
        if (count > 1) {
            return "There are " + count + " such records at this name; exactly one may stand there.";
        }
        return switch (wanted.purpose()) {
            case "spf" -> "Add include:" + spfDomain + " to the record that is there.";
            case "tracking_and_return_path" -> "The alias points elsewhere.";
            case "dmarc" -> "The record has no policy (p=).";
            default -> "Another key stands there: replace the whole value, without quotation marks or line breaks.";
        };
    }
}
