package io.migomail.ingress.domain;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** Looks for the DMARC policy of a domain, its own or that of a domain above it (RFC 7489 6.6.3). Thread-safe. */
final class DmarcLook {
    private final TxtLook txt;
    private final DmarcJudge judge = new DmarcJudge();

    DmarcLook(TxtLook txt) {
        this.txt = txt;
    }

    CompletionStage<DnsRecord> look(DnsRecord.Wanted wanted) {
        return txt.look(wanted, judge).thenCompose(own -> {
            List<String> zones = WrongPlaces.zones(wanted.domain());
            return own.state() == DnsRecord.State.MISSING && zones.size() > 1
                    ? inherited(wanted, own, zones.get(zones.size() - 1))
                    : Judge.now(own);
        });
    }

    private CompletionStage<DnsRecord> inherited(DnsRecord.Wanted wanted, DnsRecord own, String above) {
        DnsRecord.Wanted there = new DnsRecord.Wanted(
                wanted.purpose(), above, wanted.type(), "_dmarc." + above, wanted.value(), wanted.required());
        return txt.look(there, judge)
                .thenApply(found -> found.verified()
                        ? DnsRecord.verified(
                                wanted, found.found(), "The policy of " + above + " holds for this domain, too.")
                        : own);
    }
}
