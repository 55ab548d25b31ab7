package io.migomail.ingress.inbound;

import io.migomail.core.MailAddress;
import io.migomail.core.RecordCodec;
import io.migomail.core.ReportKind;
import io.migomail.core.TimeSource;
import io.migomail.core.Topics;
import io.migomail.core.record.MailReport;
import io.migomail.ingress.fact.FactLog;
import io.migomail.ingress.track.HitBudget;
import io.migomail.mail.report.InboundReport;
import io.migomail.mail.report.InboundReport.Kind;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** What a mail that came back tells of deliveries, as facts for the jobs. Thread-safe. */
final class InboundReports {
    private final InboundAddresses addresses;
    private final FactLog facts;
    private final HitBudget budget;
    private final TimeSource time;

    InboundReports(InboundAddresses addresses, FactLog facts, TimeSource time) {
        this.addresses = addresses;
        this.facts = facts;
        this.budget = new HitBudget(time);
        this.time = time;
    }

    /**
     * The deliveries that it is about, each once; none where it tells of nothing that happened. A bounce is about the return
     * path that it came to. A complaint is about the mail that it returns, and to a return path about that path's.
     */
    Set<String> deliveries(InboundReport report, List<MailAddress> recipients) {
        Set<String> out = new LinkedHashSet<>();
        boolean complaint = report.kind() == Kind.COMPLAINT;
        if (!complaint && report.kind() != Kind.BOUNCE) {
            return out;
        }
        for (MailAddress recipient : recipients) {
            String delivery = addresses.delivery(recipient);
            if (delivery != null) {
                out.add(delivery);
            }
        }
        if (complaint && out.isEmpty()) {
            report.traces().stream()
                    .map(addresses::delivery)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .ifPresent(out::add);
        }
        return out;
    }

    /** Whether so many reports of each of them may be written in a minute. */
    boolean withinBudget(Set<String> deliveries, InboundReport report) {
        return deliveries.stream()
                .allMatch(delivery -> budget.take(delivery, report.kind().ordinal()));
    }

    /** Completes once all of them are durable, or with the problem {@code store_unavailable}. */
    CompletableFuture<Void> write(Set<String> deliveries, InboundReport report) {
        return CompletableFuture.allOf(deliveries.stream()
                .map(delivery -> facts.append(
                                Topics.REPORTS, delivery, RecordCodec.REPORT.encode(fact(delivery, report)))
                        .toCompletableFuture())
                .toArray(CompletableFuture[]::new));
    }

    private MailReport fact(String delivery, InboundReport report) {
        ReportKind kind = report.kind() == Kind.COMPLAINT ? ReportKind.COMPLAINT : ReportKind.BOUNCE;
        return MailReport.newBuilder()
                .setDeliveryId(delivery)
                .setKind(kind.word())
                .setAt(time.wallMillis())
                .setEnhanced(report.enhanced())
                .setCode(report.code())
                .setDiagnostic(report.diagnostic())
                .setMx(report.mx())
                .build();
    }
}
