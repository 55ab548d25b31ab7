package io.migomail.ingress.domain;

import io.migomail.core.Limits;
import io.migomail.core.record.DkimSelector;
import io.migomail.core.record.Domain;
import io.migomail.core.record.DomainLook;

/** When the DNS is asked about a domain again. Stateless. */
final class LookSchedule {
    private static final int SHARE = 8;

    private LookSchedule() {}

    /** The wait after the last look (or after the creation, before the first), milliseconds. */
    static long interval(Domain domain) {
        long status =
                DomainStatus.of(domain) == DomainStatus.VERIFIED ? whileRight(domain) : since(domain, begin(domain));
        return domain.getSelectorsList().stream()
                .mapToLong(selector -> of(domain, selector))
                .reduce(status, Math::min);
    }

    /** A key that waits for the DNS is like a new domain; one that is retired is due when it may go. */
    private static long of(Domain domain, DkimSelector selector) {
        return switch (Rotation.state(selector)) {
            case NEXT -> since(domain, selector.getCreatedAt());
            case RETIRED -> Math.max(Limits.DOMAIN_LOOK_MIN.toMillis(), selector.getRetireAfter() - last(domain));
            case ACTIVE -> Long.MAX_VALUE;
        };
    }

    private static long whileRight(Domain domain) {
        boolean unanswered = domain.getLooksList().stream()
                .map(DomainLook::getState)
                .anyMatch(DnsRecord.State.PENDING.word()::equals);
        return unanswered ? Limits.DOMAIN_LOOK_MAX.toMillis() / SHARE : Limits.DOMAIN_LOOK_MAX.toMillis();
    }

    private static long begin(Domain domain) {
        return Math.max(domain.getCreatedAt(), domain.getFailingSince());
    }

    /** The longer something is not right, the less often it is looked at. */
    private static long since(Domain domain, long begin) {
        long passed = Math.max(0, domain.getCheckedAt() - begin);
        return Math.min(Limits.DOMAIN_LOOK_MAX.toMillis(), Math.max(Limits.DOMAIN_LOOK_MIN.toMillis(), passed / SHARE));
    }

    /** What the wait is counted from. */
    static long last(Domain domain) {
        return Math.max(domain.getCreatedAt(), domain.getCheckedAt());
    }
}
