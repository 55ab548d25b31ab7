package io.migomail.ingress.manage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.migomail.core.record.DkimSelector;
import io.migomail.core.record.Domain;
import io.migomail.core.record.DomainLook;
import io.migomail.ingress.domain.DnsRecord;
import io.migomail.ingress.domain.DomainStatus;
import io.migomail.ingress.json.Json;
import java.util.List;

/** A sending domain as answers show it. Stateless. */
final class DomainJson {
    private static final String NEXT = "Publish it; the DNS is asked again and again, and at once by verify.";

    private DomainJson() {}

    /** With what the last look found of each record that is wanted. */
    static ObjectNode of(Domain domain, List<DnsRecord.Wanted> wanted) {
        ObjectNode out = Json.object()
                .put("id", domain.getId())
                .put("name", domain.getName())
                .put("stream", domain.getStream())
                .put("verified", domain.getVerified())
                .put("status", DomainStatus.of(domain).word());
        ArrayNode list = out.putArray("records");
        for (DnsRecord.Wanted each : wanted) {
            ObjectNode record = record(each, look(domain, each));
            Json.instant(record, "retire_after", retireAfter(domain, each));
            list.add(record);
        }
        Json.instant(out, "created_at", domain.getCreatedAt());
        Json.instant(out, "verified_at", domain.getVerifiedAt());
        Json.instant(out, "checked_at", domain.getCheckedAt());
        Json.instant(out, "failing_since", domain.getFailingSince());
        Json.instant(out, "fails_at", DomainStatus.failsAt(domain));
        return out;
    }

    private static DomainLook look(Domain domain, DnsRecord.Wanted wanted) {
        return domain.getLooksList().stream()
                .filter(l -> l.getName().equals(wanted.name()))
                .findFirst()
                .orElseGet(() -> DomainLook.newBuilder()
                        .setState(DnsRecord.State.PENDING.word())
                        .setHint(NEXT)
                        .build());
    }

    private static long retireAfter(Domain domain, DnsRecord.Wanted wanted) {
        return domain.getSelectorsList().stream()
                .filter(s -> wanted.name().startsWith(s.getSelector() + "._domainkey."))
                .mapToLong(DkimSelector::getRetireAfter)
                .findFirst()
                .orElse(0);
    }

    private static ObjectNode record(DnsRecord.Wanted wanted, DomainLook look) {
        ObjectNode out = Json.object()
                .put("purpose", wanted.purpose().word())
                .put("type", wanted.type())
                .put("name", wanted.name())
                .put("expected", wanted.value())
                .put("required", wanted.required())
                .put("state", look.getState())
                .put("hint", look.getHint());
        ArrayNode found = out.putArray("found");
        look.getFoundList().forEach(found::add);
        return out;
    }
}
