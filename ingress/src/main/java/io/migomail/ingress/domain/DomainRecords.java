package io.migomail.ingress.domain;

import io.migomail.core.ReturnPaths;
import io.migomail.core.record.DkimSelector;
import io.migomail.core.record.Domain;
import io.migomail.ingress.domain.DnsRecord.Purpose;
import io.migomail.mail.dkim.DkimAlgorithm;
import io.migomail.mail.dkim.DkimKeys;
import io.migomail.mail.dns.DnsResolver;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Which records a domain needs, and what the DNS shows of them. Thread-safe. */
public final class DomainRecords {
    /** Under it the domain serves tracking and the return path; part of every envelope sender. */
    static final String RETURN_PATH_LABEL = ReturnPaths.HOST_LABEL;

    private final String trackingDomain;
    private final String spfDomain;
    private final TxtLook txt;
    private final AliasLook alias;
    private final DmarcLook dmarc;
    private final DkimJudge dkim = new DkimJudge();
    private final SpfJudge spf;

    /**
     * Records as the operator's names demand them.
     *
     * @param trackingDomain where the alias points to
     * @param spfDomain what the SPF record includes
     */
    public DomainRecords(DnsResolver dns, String trackingDomain, String spfDomain) {
        this.trackingDomain = plain(trackingDomain);
        this.spfDomain = plain(spfDomain);
        this.txt = new TxtLook(dns);
        this.alias = new AliasLook(dns);
        this.dmarc = new DmarcLook(txt);
        this.spf = new SpfJudge(dns, this.spfDomain);
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
    }

    /** Three required records, then the optional ones. */
    public List<DnsRecord.Wanted> wanted(Domain domain) {
        List<DnsRecord.Wanted> out = new ArrayList<>();
        domain.getSelectorsList().forEach(s -> out.add(key(domain, s)));
        out.add(wanted(domain, Purpose.SPF, "", "v=spf1 include:" + spfDomain + " ~all"));
        out.add(new DnsRecord.Wanted(
                Purpose.TRACKING_AND_RETURN_PATH,
                domain.getName(),
                "CNAME",
                RETURN_PATH_LABEL + "." + domain.getName(),
                trackingDomain,
                true));
        out.add(wanted(domain, Purpose.DMARC, "_dmarc.", "v=DMARC1; p=none"));
        out.sort(Comparator.comparing(DnsRecord.Wanted::purpose));
        return out;
    }

    private static DnsRecord.Wanted key(Domain domain, DkimSelector selector) {
        String value = DkimKeys.txtRecord(DkimAlgorithm.of(selector.getAlgorithm()), selector.getPublicKey());
        return wanted(domain, Rotation.purpose(domain, selector), selector.getSelector() + "._domainkey.", value);
    }

    private static DnsRecord.Wanted wanted(Domain domain, Purpose purpose, String prefix, String value) {
        boolean required = purpose == Purpose.DKIM_RSA || purpose == Purpose.SPF;
        return new DnsRecord.Wanted(purpose, domain.getName(), "TXT", prefix + domain.getName(), value, required);
    }

    /** Looks all of them up at once, in the order of {@link #wanted}; never fails: trouble is a state with a hint. */
    public CompletionStage<List<DnsRecord>> look(Domain domain) {
        List<CompletableFuture<DnsRecord>> looks = wanted(domain).stream()
                .map(this::look)
                .map(CompletionStage::toCompletableFuture)
                .toList();
        return CompletableFuture.allOf(looks.toArray(new CompletableFuture<?>[0]))
                .thenApply(done -> looks.stream().map(CompletableFuture::join).toList());
    }

    private CompletionStage<DnsRecord> look(DnsRecord.Wanted wanted) {
        return switch (wanted.purpose()) {
            case SPF -> txt.look(wanted, spf);
            case TRACKING_AND_RETURN_PATH -> alias.look(wanted);
            case DMARC -> dmarc.look(wanted);
            default -> txt.look(wanted, dkim);
        };
    }
}
