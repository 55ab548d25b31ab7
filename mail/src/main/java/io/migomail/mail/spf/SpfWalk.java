package io.migomail.mail.spf;

import io.migomail.mail.dns.DnsAnswer;
import io.migomail.mail.dns.DnsResolver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Follows an SPF record through its includes and redirects, level by level, and counts what that costs a receiver
 * (RFC 7208 4.6.4). Asks for the TXT records only; ends with the count at hand where it is far above the limit.
 * Thread-safe.
 */
public final class SpfWalk {
    /** Above it a receiver takes nothing of the record. */
    public static final int LOOKUPS = 10;

    private static final int ENOUGH = 2 * LOOKUPS;

    /**
     * What was found.
     *
     * @param lookups of the whole tree, as far as it could be followed
     * @param names of all the records that count as part of it
     * @param broken names that are included and have no usable SPF record: receivers take nothing (RFC 7208 5.2)
     */
    public record Result(int lookups, List<String> names, List<String> broken) {
        private Result and(Result other) {
            return new Result(lookups + other.lookups, joined(names, other.names), joined(broken, other.broken));
        }

        private static List<String> joined(List<String> a, List<String> b) {
            List<String> out = new ArrayList<>(a);
            out.addAll(b);
            return List.copyOf(out);
        }
    }

    /** What one name adds, and where it leads. */
    private record Read(Result result, List<String> next) {}

    private final DnsResolver dns;

    public SpfWalk(DnsResolver dns) {
        this.dns = dns;
    }

    /** The whole tree of a record. Never fails: what the DNS does not tell is not counted. */
    public CompletionStage<Result> follow(SpfRecord record) {
        return follow(new Result(record.ownLookups(), record.leadsTo(), List.of()), record.leadsTo());
    }

    private CompletionStage<Result> follow(Result sum, List<String> level) {
        if (level.isEmpty() || sum.lookups() > ENOUGH) {
            return CompletableFuture.completedFuture(sum);
        }
        List<CompletableFuture<Read>> reads = level.stream()
                .limit(ENOUGH)
                .map(name ->
                        dns.txt(name).thenApply(answer -> read(name, answer)).toCompletableFuture())
                .toList();
        return CompletableFuture.allOf(reads.toArray(new CompletableFuture<?>[0]))
                .thenCompose(done -> {
                    Result next = sum;
                    List<String> below = new ArrayList<>();
                    for (CompletableFuture<Read> read : reads) {
                        next = next.and(read.join().result());
                        below.addAll(read.join().next());
                    }
                    return follow(next, below);
                });
    }

    private static Read read(String name, DnsAnswer<String> answer) {
        if (answer.temporary()) {
            return new Read(new Result(0, List.of(), List.of()), List.of());
        }
        List<String> records =
                answer.records().stream().filter(SpfRecord::isOne).toList();
        Read broken = new Read(new Result(0, List.of(), List.of(name)), List.of());
        if (records.size() != 1) {
            return broken;
        }
        try {
            SpfRecord record = SpfRecord.parse(records.get(0));
            return new Read(new Result(record.ownLookups(), record.leadsTo(), List.of()), record.leadsTo());
        } catch (IllegalArgumentException e) {
            return broken;
        }
    }
}
