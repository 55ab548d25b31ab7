package io.migomail.ingress.domain;

import io.migomail.core.Limits;
import io.migomail.mail.dns.DnsResolver;
import io.migomail.mail.spf.SpfRecord;
import io.migomail.mail.spf.SpfWalk;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** The domain's one SPF record (RFC 7208) must include ours, and stay usable with it. */
final class SpfJudge implements Judge {
    private final DnsResolver dns;
    private final String include;

    SpfJudge(DnsResolver dns, String include) {
        this.dns = dns;
        this.include = include.toLowerCase(Locale.ROOT);
    }

    @Override
    public boolean concerns(DnsRecord.Wanted wanted, String value) {
        return Judge.plain(value).toLowerCase(Locale.ROOT).startsWith("v=spf1");
    }

    @Override
    public boolean recognizes(DnsRecord.Wanted wanted, String value) {
        return concerns(wanted, value) && value.toLowerCase(Locale.ROOT).contains("include:" + include);
    }

    @Override
    public CompletionStage<DnsRecord> judge(DnsRecord.Wanted wanted, List<String> values) {
        String value = values.get(0);
        if (values.size() > 1) {
            return mismatch(
                    wanted,
                    values,
                    "There are " + values.size() + " SPF records; receivers take none of several (RFC 7208 4.5). Join"
                            + " them into one that holds include:" + include + ".");
        }
        if (Judge.marked(value)) {
            return mismatch(wanted, values, "The value holds quotation marks or backslashes; enter it without them.");
        }
        SpfRecord record;
        try {
            record = SpfRecord.parse(value);
        } catch (IllegalArgumentException e) {
            return mismatch(wanted, values, "The record cannot be read: " + e.getMessage() + ".");
        }
        return new SpfWalk(dns)
                .follow(record)
                .toCompletableFuture()
                .completeOnTimeout(unknown(), Limits.DNS_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                .thenApply(tree -> judge(wanted, value, record, tree));
    }

    private static SpfWalk.Result unknown() {
        return new SpfWalk.Result(0, List.of(), List.of());
    }

    private DnsRecord judge(DnsRecord.Wanted wanted, String value, SpfRecord record, SpfWalk.Result tree) {
        String fault = fault(record, tree);
        return fault.isEmpty()
                ? DnsRecord.verified(wanted, List.of(value), "")
                : DnsRecord.mismatch(wanted, List.of(value), fault);
    }

    private String fault(SpfRecord record, SpfWalk.Result tree) {
        if (record.includesBehindAll(include)) {
            return "include:" + include
                    + " is without effect where it stands: without a qualifier and before \"all\" it"
                    + " counts. Publish " + record.with(include);
        }
        if (!record.includes(include) && !tree.names().contains(include)) {
            return "The record lacks include:" + include + ". Publish " + record.with(include);
        }
        if (tree.lookups() > SpfWalk.LOOKUPS) {
            return "The record needs " + tree.lookups() + " DNS look-ups, receivers give up at more than "
                    + SpfWalk.LOOKUPS + " (RFC 7208 4.6.4); remove what is no longer used.";
        }
        // Our own record is the operator's to mend.
        List<String> broken =
                tree.broken().stream().filter(name -> !name.equals(include)).toList();
        return broken.isEmpty()
                ? ""
                : "include:" + broken.get(0) + " leads to no usable SPF record, so receivers take nothing of this one"
                        + " (RFC 7208 5.2); remove it.";
    }

    private static CompletionStage<DnsRecord> mismatch(DnsRecord.Wanted wanted, List<String> values, String hint) {
        return CompletableFuture.completedFuture(DnsRecord.mismatch(wanted, values, hint));
    }
}
