package io.migomail.ingress.domain;

import io.migomail.control.ControlPlane;
import io.migomail.core.Limits;
import io.migomail.core.TimeSource;
import io.migomail.core.record.Change;
import io.migomail.core.record.Domain;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the DNS for every domain that is due and writes what follows. Every node does so; each draws its own delay
 * after the last look that the control log shows, so that mostly one comes first and the others see that it did
 * (docs/adr/0030). One thread.
 */
public final class DomainPoller {
    private static final Logger LOG = LoggerFactory.getLogger(DomainPoller.class);

    /** Up to so much of a wait is added to it. */
    private static final double JITTER = 0.25;

    private record Look(Domain domain, CompletableFuture<List<DnsRecord>> found) {}

    private record Due(long last, long interval, long at) {}

    private final ControlPlane control;
    private final DomainRecords records;
    private final DomainWrites writes;
    private final TimeSource time;
    private final RandomGenerator random;
    private final Map<String, Due> due = new HashMap<>();

    public DomainPoller(ControlPlane control, DomainRecords records, TimeSource time, RandomGenerator random) {
        this.control = control;
        this.records = records;
        this.writes = new DomainWrites(control);
        this.time = time;
        this.random = random;
    }

    /** One round, to be done every {@link Limits#DOMAIN_POLL_INTERVAL}. What cannot be done now is due again. */
    public void run() {
        try {
            List<Look> looks = due().stream()
                    .map(domain -> new Look(domain, records.look(domain).toCompletableFuture()))
                    .toList();
            for (Look look : looks) {
                apply(look.domain(), look.found());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warn("sending domains could not be looked at", e);
        }
    }

    private List<Domain> due() {
        Map<String, Domain> polled = control.view().domains().stream()
                .filter(domain -> !domain.getAssumed())
                .collect(Collectors.toMap(Domain::getId, domain -> domain));
        due.keySet().retainAll(polled.keySet());
        long now = time.wallMillis();
        return polled.values().stream()
                .filter(domain -> at(domain) <= now)
                .sorted(Comparator.comparingLong(this::at))
                .limit(Limits.DOMAIN_POLL)
                .toList();
    }

    private long at(Domain domain) {
        long last = LookSchedule.last(domain);
        long interval = LookSchedule.interval(domain);
        Due known = due.get(domain.getId());
        if (known == null || known.last() != last || known.interval() != interval) {
            double wait = interval * (1 + JITTER * random.nextDouble());
            known = new Due(last, interval, last + (long) wait);
            due.put(domain.getId(), known);
        }
        return known.at();
    }

    private void apply(Domain domain, CompletableFuture<List<DnsRecord>> look) throws InterruptedException {
        List<DnsRecord> found;
        try {
            found = look.get(Limits.DOMAIN_LOOK_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the resolver broke its promise", e);
        } catch (TimeoutException e) {
            LOG.warn("no answer about {} within {}", domain.getName(), Limits.DOMAIN_LOOK_TIMEOUT);
            return;
        }
        long now = time.wallMillis();
        writes.apply(domain.getId(), current -> DomainStatus.after(current, found, now), DomainPoller::entry)
                .ifPresent(DomainPoller::tell);
    }

    /** That a domain may send, or may no longer, is told as the product's own change; a look that shows the same is not. */
    private static @Nullable Change entry(Domain before, Domain after) {
        DomainStatus is = DomainStatus.of(after);
        return DomainStatus.of(before) == is
                ? null
                : Change.newBuilder()
                        .setAccountId(after.getAccountId())
                        .setRequest("dns: " + is.word())
                        .build();
    }

    private static void tell(DomainWrites.Change change) {
        Domain after = change.after();
        DomainStatus was = DomainStatus.of(change.before());
        DomainStatus is = DomainStatus.of(after);
        if (!change.result().won()) {
            LOG.warn(
                    "the state of {} was not written: {}",
                    after.getName(),
                    change.result().detail());
        } else if (was != is) {
            LOG.info("domain {} of {}: {} -> {}", after.getName(), after.getAccountId(), was.word(), is.word());
        }
    }
}
