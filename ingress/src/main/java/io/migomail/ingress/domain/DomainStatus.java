package io.migomail.ingress.domain;

import io.migomail.core.Limits;
import io.migomail.core.SelectorState;
import io.migomail.core.record.Domain;
import io.migomail.core.record.DomainLook;
import io.migomail.ingress.domain.DnsRecord.State;
import java.util.List;
import java.util.Locale;

/** Whether mail may be sent from a domain, and why; {@link #after} is the rule (docs/adr/0030). */
public enum DomainStatus {
    /** Its required records were not seen yet. */
    PENDING,
    /** Mail may be sent. */
    VERIFIED,
    /** Mail may still be sent, but required records are gone or wrong. */
    TEMPORARY_FAILURE,
    /** They were so for too long: mail is refused until they are right again. */
    FAILED;

    /** The word in answers. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** As it stands now. */
    public static DomainStatus of(Domain domain) {
        if (domain.getVerified()) {
            return domain.getFailingSince() == 0 ? VERIFIED : TEMPORARY_FAILURE;
        }
        return domain.getVerifiedAt() == 0 ? PENDING : FAILED;
    }

    /** When a domain that fails now is no longer verified, milliseconds; 0 where it does not fail. */
    public static long failsAt(Domain domain) {
        return of(domain) == TEMPORARY_FAILURE ? domain.getFailingSince() + Limits.DOMAIN_GRACE.toMillis() : 0;
    }

    /**
     * The domain after a look. All required records right: verified. One proven wrong: a domain that is verified stays
     * so for {@link Limits#DOMAIN_GRACE}. No answer proves nothing. The operator's word stands until the DNS says the same.
     */
    public static Domain after(Domain domain, List<DnsRecord> records, long now) {
        Domain.Builder out = domain.toBuilder().setCheckedAt(now).clearLooks();
        records.forEach(record -> out.addLooks(look(record)));
        List<DnsRecord> required =
                records.stream().filter(r -> r.wanted().required()).toList();
        if (required.stream().allMatch(DnsRecord::verified)) {
            out.setVerified(true)
                    .setVerifiedAt(domain.getVerified() ? domain.getVerifiedAt() : now)
                    .clearFailingSince()
                    .clearFailingLooks()
                    .clearAssumed();
        } else if (domain.getVerified()
                && !domain.getAssumed()
                && required.stream().anyMatch(DomainStatus::proven)) {
            failing(out, now);
        }
        return Rotation.after(out.build(), records, now);
    }

    /** The domain taken as verified on the operator's word, its keys as those that sign. */
    public static Domain assumed(Domain domain, long now) {
        Domain.Builder out =
                domain.toBuilder().setVerified(true).setAssumed(true).setVerifiedAt(now);
        out.getSelectorsBuilderList().forEach(selector -> selector.setState(SelectorState.ACTIVE.word()));
        return out.build();
    }

    private static boolean proven(DnsRecord record) {
        return record.state() == State.MISSING || record.state() == State.MISMATCH;
    }

    private static void failing(Domain.Builder domain, long now) {
        long since = domain.getFailingSince() == 0 ? now : domain.getFailingSince();
        int looks = domain.getFailingLooks() + 1;
        boolean over = now - since >= Limits.DOMAIN_GRACE.toMillis() && looks >= Limits.DOMAIN_GRACE_LOOKS;
        domain.setFailingSince(since).setFailingLooks(looks).setVerified(!over);
    }

    private static DomainLook look(DnsRecord record) {
        return DomainLook.newBuilder()
                .setPurpose(record.wanted().purpose().word())
                .setName(record.wanted().name())
                .setState(record.state().word())
                .addAllFound(record.found())
                .setHint(record.hint())
                .build();
    }
}
