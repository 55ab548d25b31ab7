package io.migomail.ingress.story;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.migomail.core.Blame;
import io.migomail.core.BounceType;
import io.migomail.core.EventType;
import io.migomail.core.OutcomeKind;
import io.migomail.core.record.Instants;
import io.migomail.core.record.MailEvent;
import io.migomail.core.record.SmtpResult;
import io.migomail.ingress.json.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One delivery as its events tell it. Built from any subset of them, in any order. */
final class DeliveryStory {
    private final String recipient;
    private final boolean scheduled;
    private final List<MailEvent> events;

    /** @param scheduled whether its message had to wait for its time, as far as no event tells more */
    DeliveryStory(String recipient, boolean scheduled, List<MailEvent> unordered) {
        this.recipient = recipient;
        this.scheduled = scheduled;
        this.events = new ArrayList<>(unordered);
        events.sort(Comparator.comparingLong(MailEvent::getAt).thenComparingInt(MailEvent::getAttempt));
    }

    /** The state that the deciding event enters. */
    String state() {
        MailEvent deciding = deciding();
        return deciding == null ? first(scheduled) : entered(deciding.getType());
    }

    /** The state of a delivery of which nothing is told yet. */
    static String first(boolean scheduled) {
        return scheduled ? "scheduled" : "queued";
    }

    /** What decides where it stands: the final event, else the latest attempt's latest; null where nothing does. */
    @Nullable
    MailEvent deciding() {
        MailEvent deciding = null;
        for (MailEvent event : events) {
            if (isFinal(event.getType())) {
                return event;
            }
            boolean enters = !entered(event.getType()).isEmpty();
            deciding = enters && (deciding == null || follows(event, deciding)) ? event : deciding;
        }
        return deciding;
    }

    /** A dispatched event may be told after the soft bounce of the same attempt, never of an earlier one. */
    private static boolean follows(MailEvent event, MailEvent before) {
        boolean same = event.getAttempt() == before.getAttempt() && !is(before, EventType.SOFT_BOUNCE);
        return same || event.getAttempt() > before.getAttempt();
    }

    private static boolean isFinal(String type) {
        return switch (type) {
            case "delivered", "hard_bounce", "expired", "suppressed", "canceled", "failed" -> true;
            default -> false;
        };
    }

    private static String entered(String type) {
        return switch (type) {
            case "scheduled", "queued", "dispatched", "delivered", "expired", "suppressed", "canceled", "failed" ->
                type;
            case "soft_bounce" -> "deferred";
            case "hard_bounce" -> "bounced";
            default -> "";
        };
    }

    /** The instants known, each from the event that knows it; dispatched_at is the first attempt's. */
    Instants instants() {
        Instants.Builder out = Instants.newBuilder();
        for (MailEvent event : events) {
            Instants at = event.getInstants();
            first(out.getReceivedAt(), at.getReceivedAt(), out::setReceivedAt);
            first(out.getQueuedAt(), at.getQueuedAt(), out::setQueuedAt);
            first(out.getRenderedAt(), at.getRenderedAt(), out::setRenderedAt);
            first(out.getDispatchedAt(), at.getDispatchedAt(), out::setDispatchedAt);
            if (is(event, EventType.DELIVERED)) {
                first(out.getAcceptedAt(), at.getAcceptedAt(), out::setAcceptedAt);
            }
        }
        return out.build();
    }

    private static void first(long held, long given, java.util.function.LongConsumer set) {
        if (given > 0 && (held == 0 || given < held)) {
            set.accept(given);
        }
    }

    /**
     * How long the recipient's side put the mail off: from its first temporary refusal to acceptance. What we could not do
     * ourselves is none.
     */
    long deferredMillis() {
        long refused = allOf(EventType.SOFT_BOUNCE).stream()
                .filter(event -> !event.getBlame().equals(Blame.US.word()))
                .mapToLong(MailEvent::getAt)
                .min()
                .orElse(0);
        long accepted = instants().getAcceptedAt();
        return refused == 0 || accepted == 0 ? 0 : Math.max(0, accepted - refused);
    }

    long expiresAt() {
        return events.stream().mapToLong(MailEvent::getExpiresAt).max().orElse(0);
    }

    @Nullable
    MailEvent firstOf(EventType type) {
        return events.stream().filter(e -> is(e, type)).findFirst().orElse(null);
    }

    List<MailEvent> allOf(EventType type) {
        return events.stream().filter(e -> is(e, type)).toList();
    }

    /** The bounce that holds: the hard one, or what came back late, or the last soft one while the mail is not delivered. */
    @Nullable
    ObjectNode bounce() {
        MailEvent hard = firstOf(EventType.HARD_BOUNCE);
        if (hard != null) {
            return bounce("hard", hard);
        }
        ObjectNode late = lateBounce();
        if (late != null) {
            return late;
        }
        List<MailEvent> soft = allOf(EventType.SOFT_BOUNCE);
        boolean delivered = firstOf(EventType.DELIVERED) != null;
        return soft.isEmpty() || delivered ? null : bounce("soft", soft.get(soft.size() - 1));
    }

    /** The permanent one, else the latest; null where nothing came back. */
    private @Nullable ObjectNode lateBounce() {
        MailEvent found = null;
        for (MailEvent event : allOf(EventType.LATE_BOUNCE)) {
            found = found == null || lateType(found) != BounceType.HARD ? event : found;
        }
        return found == null ? null : bounce(lateType(found).word(), found);
    }

    /** Whatever came back after the delivery, in its order. */
    List<ObjectNode> lateBounces() {
        return allOf(EventType.LATE_BOUNCE).stream()
                .map(event -> bounce(lateType(event).word(), event))
                .toList();
    }

    private static BounceType lateType(MailEvent event) {
        return BounceType.of(event.getSmtp().getEnhanced(), event.getSmtp().getCode());
    }

    private static ObjectNode bounce(String type, MailEvent event) {
        SmtpResult smtp = event.getSmtp();
        ObjectNode out = Json.object();
        out.put("type", type);
        out.put("category", orNull(event.getCategory()));
        out.put("smtp_code", smtp.getCode() == 0 ? null : smtp.getCode());
        out.put("enhanced_code", orNull(smtp.getEnhanced()));
        out.put("diagnostic", orNull(smtp.getResponse().isEmpty() ? event.getDetail() : smtp.getResponse()));
        out.put("mx", orNull(smtp.getMx()));
        Json.instant(out, "at", event.getAt());
        return out;
    }

    /** The end of each attempt that is known, in their order. */
    List<MailEvent> ends() {
        return events.stream()
                .filter(event -> is(event, EventType.DELIVERED)
                        || is(event, EventType.SOFT_BOUNCE)
                        || is(event, EventType.HARD_BOUNCE))
                .toList();
    }

    /** The end of the last attempt that sent the whole message; null where none did. */
    @Nullable
    MailEvent sent() {
        return ends().stream()
                .filter(MailEvent::hasSent)
                .reduce((before, after) -> is(before, EventType.DELIVERED) ? before : after)
                .orElse(null);
    }

    /** Adds each attempt whose end is known; what the DNS ended was never attempted and has no stage. */
    void attempts(ArrayNode out) {
        ends().stream()
                .filter(event -> !event.getSmtp().getStage().isEmpty())
                .forEach(event -> out.add(attempt(event)));
    }

    private ObjectNode attempt(MailEvent event) {
        SmtpResult smtp = event.getSmtp();
        ObjectNode out = Json.object();
        out.put("recipient", recipient);
        out.put("attempt", event.getAttempt());
        out.put("outcome", event.getType());
        Json.instant(out, "dispatched_at", event.getInstants().getDispatchedAt());
        Json.instant(out, "at", event.getAt());
        out.put("stage", orNull(smtp.getStage()));
        out.put("smtp_code", smtp.getCode() == 0 ? null : smtp.getCode());
        out.put("enhanced_code", orNull(smtp.getEnhanced()));
        out.put("response", orNull(smtp.getResponse()));
        out.put("mx", orNull(smtp.getMx()));
        out.put("mx_ip", orNull(smtp.getMxIp()));
        out.put("egress_ip", orNull(smtp.getEgressIp()));
        out.put("tls", orNull(smtp.getTlsVersion()));
        out.put("code", orNull(event.getCode()));
        out.put("uncertain", event.getCode().equals(OutcomeKind.UNCERTAIN));
        out.put("category", orNull(event.getCategory()));
        out.put("blame", orNull(event.getBlame()));
        Json.instant(out, "retry_at", event.getRetryAt());
        return out;
    }

    ObjectNode summary() {
        Instants at = instants();
        ObjectNode out = Json.object();
        out.put("email", recipient);
        out.put("status", state());
        Json.instant(out, "dispatched_at", at.getDispatchedAt());
        Json.instant(out, "accepted_at", at.getAcceptedAt());
        out.set("bounce", bounce());
        MailEvent deciding = deciding();
        out.put("code", deciding == null ? null : orNull(deciding.getCode()));
        out.put("detail", deciding == null ? null : orNull(deciding.getDetail()));
        return out;
    }

    static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static boolean is(MailEvent event, EventType type) {
        return event.getType().equals(type.word());
    }
}
