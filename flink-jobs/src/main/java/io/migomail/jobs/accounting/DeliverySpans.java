package io.migomail.jobs.accounting;

import io.migomail.core.Ids;
import io.migomail.core.OutcomeKind;
import io.migomail.core.Schedule;
import io.migomail.core.record.Instants;
import io.migomail.core.record.Outcome;
import io.migomail.telemetry.trace.TraceParent;
import io.migomail.telemetry.trace.Tracing;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The spans of a delivery, made of the instants that it carries: so they add up to what the API tells, and cost its way nothing
 * (docs/adr/0059). The same ids however often an outcome is read. Stateless; thread-safe.
 */
final class DeliverySpans {
    private static final int ID_OCTETS = 8;

    private DeliverySpans() {}

    /** Those that an outcome ends; none of one that is not traced, or settles nothing. */
    static List<Tracing.Told> of(Outcome outcome) {
        TraceParent parent = TraceParent.parse(outcome.getTraceparent());
        OutcomeKind kind = OutcomeKind.of(outcome.getKind());
        if (parent == null || !parent.sampled() || !(kind.terminal() || kind == OutcomeKind.DEFERRED)) {
            return List.of();
        }
        Spans spans = new Spans(outcome, parent, kind);
        return kind == OutcomeKind.DEFERRED ? spans.attempt() : spans.delivery();
    }

    private record Spans(Outcome outcome, TraceParent parent, OutcomeKind kind) {
        /** An attempt that came to nothing is one of several. */
        List<Tracing.Told> attempt() {
            Instants at = outcome.getInstants();
            return at.getDispatchedAt() == 0
                    ? List.of()
                    : List.of(span("attempt", parent, at.getDispatchedAt(), outcome.getAt(), fault()));
        }

        List<Tracing.Told> delivery() {
            Instants at = outcome.getInstants();
            boolean delivered = kind == OutcomeKind.DELIVERED;
            long end = delivered && at.getAcceptedAt() > 0 ? at.getAcceptedAt() : outcome.getAt();
            long start = Schedule.start(outcome.getHead());
            Tracing.Told whole = span("deliver", parent, start, end, fault());
            TraceParent within = new TraceParent(parent.traceId(), whole.spanId(), true);
            List<Tracing.Told> out = new ArrayList<>(List.of(whole));
            part(out, "queue", within, start, at.getQueuedAt());
            part(out, "render", within, at.getQueuedAt(), at.getRenderedAt());
            part(out, "dispatch", within, at.getRenderedAt(), at.getDispatchedAt());
            if (at.getDispatchedAt() > 0) {
                out.add(span("accept", within, at.getDispatchedAt(), end, fault()));
            }
            return out;
        }

        private void part(List<Tracing.Told> out, String name, TraceParent within, long start, long end) {
            if (start > 0 && end > 0) {
                out.add(span(name, within, start, end, null));
            }
        }

        /** Clocks of several machines may make an end earlier than its start. */
        private Tracing.Told span(String name, TraceParent within, long start, long end, @Nullable String fault) {
            boolean towards = name.equals("accept") || name.equals("attempt");
            String own = name + '\n' + outcome.getDeliveryId() + '\n' + outcome.getAttempt();
            byte[] digest = Ids.sha256(own.getBytes(StandardCharsets.UTF_8));
            String id = HexFormat.of().formatHex(digest, 0, ID_OCTETS);
            return new Tracing.Told(name, within, id, start, Math.max(start, end), towards, attributes(towards), fault);
        }

        private @Nullable String fault() {
            return kind == OutcomeKind.DELIVERED ? null : kind.word();
        }

        private Map<String, String> attributes(boolean towards) {
            Map<String, String> out = new HashMap<>(Map.of(
                    "migomail.message.id", outcome.getHead().getMessageId(),
                    "migomail.delivery.id", outcome.getDeliveryId(),
                    "migomail.message.class", outcome.getHead().getMessageClass(),
                    "migomail.environment", outcome.getHead().getEnvironment(),
                    "migomail.attempt", Integer.toString(outcome.getAttempt())));
            if (towards && outcome.hasSmtp()) {
                out.put("server.address", outcome.getSmtp().getMx());
                out.put("migomail.provider", ProviderLabel.of(outcome.getProvider()));
                out.put("migomail.smtp.code", Integer.toString(outcome.getSmtp().getCode()));
            }
            return out;
        }
    }
}
