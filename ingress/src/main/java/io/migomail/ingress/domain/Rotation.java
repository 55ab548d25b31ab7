package io.migomail.ingress.domain;

import io.migomail.core.Limits;
import io.migomail.core.SelectorState;
import io.migomail.core.record.DkimSelector;
import io.migomail.core.record.Domain;
import io.migomail.ingress.domain.DnsRecord.Purpose;
import io.migomail.mail.dkim.DkimAlgorithm;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The DKIM selectors of a domain over time: two names for each algorithm take turns (docs/adr/0031). A key signs once
 * the DNS shows it; the one before stays published for {@link Limits#DKIM_RETIREMENT} and is then dropped. Stateless.
 */
public final class Rotation {
    private static final String FIRST = "migo1";
    private static final String SECOND = "migo2";

    private Rotation() {}

    /** The name for a domain's first key, and that for the next of two. */
    public static String name(DkimAlgorithm algorithm, Set<String> taken) {
        String suffix = algorithm == DkimAlgorithm.RSA ? "" : "e";
        return (taken.contains(FIRST + suffix) ? SECOND : FIRST) + suffix;
    }

    /** Why the keys of an algorithm cannot be rotated now; empty where they can. */
    public static Optional<String> obstacle(Domain domain, DkimAlgorithm algorithm) {
        List<DkimSelector> mine = of(domain, algorithm);
        for (DkimSelector selector : mine) {
            String name = selector.getSelector() + "._domainkey." + domain.getName();
            switch (state(selector)) {
                case NEXT -> {
                    return Optional.of("The record " + name + " of the present key is not seen in the DNS yet.");
                }
                case RETIRED -> {
                    return Optional.of("The record " + name + " of the last rotation must stay for some days; its"
                            + " retire_after tells until when.");
                }
                case ACTIVE -> {}
            }
        }
        return mine.isEmpty() ? Optional.of("The domain has no such key.") : Optional.empty();
    }

    /** The domain with a further key, which waits for the DNS. */
    public static Domain with(Domain domain, DkimSelector key, long now) {
        Set<String> taken = domain.getSelectorsList().stream()
                .map(DkimSelector::getSelector)
                .collect(Collectors.toSet());
        return domain.toBuilder()
                .addSelectors(key.toBuilder()
                        .setSelector(name(DkimAlgorithm.of(key.getAlgorithm()), taken))
                        .setState(SelectorState.NEXT.word())
                        .setCreatedAt(now))
                .build();
    }

    /** The purpose of a selector's record: the only key of an algorithm is wanted as such before it signs. */
    static Purpose purpose(Domain domain, DkimSelector selector) {
        boolean rsa = selector.getAlgorithm().equals(DkimAlgorithm.RSA.word());
        boolean other = of(domain, DkimAlgorithm.of(selector.getAlgorithm())).stream()
                .anyMatch(s -> state(s) == SelectorState.ACTIVE);
        return switch (state(selector)) {
            case RETIRED -> rsa ? Purpose.DKIM_RSA_RETIRED : Purpose.DKIM_ED25519_RETIRED;
            case NEXT ->
                other
                        ? (rsa ? Purpose.DKIM_RSA_NEXT : Purpose.DKIM_ED25519_NEXT)
                        : (rsa ? Purpose.DKIM_RSA : Purpose.DKIM_ED25519);
            case ACTIVE -> rsa ? Purpose.DKIM_RSA : Purpose.DKIM_ED25519;
        };
    }

    /** After a look: keys that were seen sign from now on in place of others, and those retired long enough are gone. */
    static Domain after(Domain domain, List<DnsRecord> records, long now) {
        Set<String> seen = records.stream()
                .filter(DnsRecord::verified)
                .map(r -> r.wanted().name())
                .collect(Collectors.toSet());
        Domain out = domain;
        for (DkimSelector selector : domain.getSelectorsList()) {
            if (state(selector) == SelectorState.NEXT
                    && seen.contains(selector.getSelector() + "._domainkey." + domain.getName())) {
                out = activated(out, selector, now);
            }
        }
        Domain.Builder kept = out.toBuilder().clearSelectors();
        out.getSelectorsList().stream()
                .filter(s -> state(s) != SelectorState.RETIRED || s.getRetireAfter() > now)
                .forEach(kept::addSelectors);
        return kept.build();
    }

    private static Domain activated(Domain domain, DkimSelector key, long now) {
        Domain.Builder out = domain.toBuilder().clearSelectors();
        for (DkimSelector selector : domain.getSelectorsList()) {
            if (selector.getSelector().equals(key.getSelector())) {
                out.addSelectors(selector.toBuilder().setState(SelectorState.ACTIVE.word()));
            } else if (selector.getAlgorithm().equals(key.getAlgorithm()) && state(selector) == SelectorState.ACTIVE) {
                // Nothing will be signed with it: what is not kept cannot leak.
                out.addSelectors(selector.toBuilder()
                        .setState(SelectorState.RETIRED.word())
                        .setRetireAfter(now + Limits.DKIM_RETIREMENT.toMillis())
                        .clearPrivateKey());
            } else {
                out.addSelectors(selector);
            }
        }
        return out.build();
    }

    static SelectorState state(DkimSelector selector) {
        return SelectorState.of(selector.getState());
    }

    private static List<DkimSelector> of(Domain domain, DkimAlgorithm algorithm) {
        return domain.getSelectorsList().stream()
                .filter(s -> s.getAlgorithm().equals(algorithm.word()))
                .toList();
    }
}
