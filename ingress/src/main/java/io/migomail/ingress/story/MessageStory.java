package io.migomail.ingress.story;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.migomail.core.EventType;
import io.migomail.core.Limits;
import io.migomail.core.MessageIds;
import io.migomail.core.Schedule;
import io.migomail.core.record.AcceptedMessage;
import io.migomail.core.record.Instants;
import io.migomail.core.record.MailEvent;
import io.migomail.core.record.MessageHead;
import io.migomail.ingress.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** The answer of {@code GET /v1/messages/{id}}, from what is known: events, or the message as accepted, or its id. */
public final class MessageStory {
    private static final long SLA_MILLIS = Limits.SLA_TARGET.toMillis();
    private static final long DAY_MILLIS = 86_400_000L;

    private final MessageHead head;
    private final List<DeliveryStory> deliveries;
    private final int recipients;
    private final long expiresAt;

    private MessageStory(MessageHead head, List<DeliveryStory> deliveries, int recipients, long expiresAt) {
        this.head = head;
        this.deliveries = deliveries;
        this.recipients = recipients;
        this.expiresAt = expiresAt;
    }

    /** From at least one event. */
    public static ObjectNode of(List<MailEvent> events) {
        MessageHead head = events.get(0).getHead();
        Map<String, List<MailEvent>> byDelivery = new LinkedHashMap<>();
        events.forEach(e -> byDelivery
                .computeIfAbsent(e.getDeliveryId(), id -> new ArrayList<>())
                .add(e));
        // By number of the recipient, which is the order of the request.
        Map<String, List<MailEvent>> ordered =
                new TreeMap<>(java.util.Comparator.comparingInt(String::length).thenComparing(id -> id));
        ordered.putAll(byDelivery);
        List<DeliveryStory> deliveries = new ArrayList<>();
        ordered.values()
                .forEach(list ->
                        deliveries.add(new DeliveryStory(list.get(0).getRecipient(), head.getScheduledAt() > 0, list)));
        long expires =
                deliveries.stream().mapToLong(DeliveryStory::expiresAt).max().orElse(0);
        return new MessageStory(head, deliveries, Math.max(head.getRecipientCount(), deliveries.size()), expires)
                .tell();
    }

    /** From the message as it was accepted. */
    public static ObjectNode of(AcceptedMessage message) {
        List<DeliveryStory> deliveries = new ArrayList<>();
        boolean scheduled = message.getHead().getScheduledAt() > 0;
        message.getRecipientsList()
                .forEach(r -> deliveries.add(new DeliveryStory(r.getAddress(), scheduled, List.of())));
        return new MessageStory(message.getHead(), deliveries, deliveries.size(), message.getExpiresAt()).tell();
    }

    /** From an id that was handed out and of which nothing else is known here yet. */
    public static ObjectNode ofId(String messageId, String applicationId) {
        long at = MessageIds.timeOf(messageId);
        // An id made for an idempotency key shows its day only.
        MessageHead head = MessageHead.newBuilder()
                .setMessageId(messageId)
                .setApplicationId(applicationId)
                .setReceivedAt(at % DAY_MILLIS == 0 ? 0 : at)
                .build();
        return new MessageStory(head, List.of(), 0, 0).tell();
    }

    private ObjectNode tell() {
        ObjectNode out = Json.object();
        begin(out, head, counts());
        ArrayNode list = out.putArray("recipients");
        deliveries.forEach(d -> list.add(d.summary()));
        times(out);
        engagement(out);
        out.set("bounce", bounce());
        complaint(out);
        ArrayNode attempts = out.putArray("attempts");
        deliveries.forEach(d -> d.attempts(attempts));
        Json.instant(out, "expires_at", expiresAt);
        return out;
    }

    /** What every answer about a message begins with. */
    static void begin(ObjectNode out, MessageHead head, Map<String, Integer> counts) {
        out.put("message_id", head.getMessageId());
        out.put("status", counts.size() == 1 ? counts.keySet().iterator().next() : "mixed");
        ObjectNode countsOut = out.putObject("counts");
        counts.forEach(countsOut::put);
        out.put("application", head.getApplicationId());
        out.put("environment", DeliveryStory.orNull(head.getEnvironment()));
        out.put("from", DeliveryStory.orNull(head.getFrom()));
        out.put("subject", DeliveryStory.orNull(head.getSubject()));
        if (head.getTemplateAlias().isEmpty()) {
            out.putNull("template");
        } else {
            out.putObject("template").put("alias", head.getTemplateAlias()).put("version", head.getTemplateVersion());
        }
        ArrayNode tags = out.putArray("tags");
        head.getTagsList().forEach(tags::add);
        ObjectNode metadata = out.putObject("metadata");
        new TreeMap<>(head.getMetadataMap()).forEach(metadata::put);
        out.put("class", DeliveryStory.orNull(head.getMessageClass()));
        out.put("stream", DeliveryStory.orNull(head.getStream()));
        Json.instant(out, "created_at", head.getReceivedAt());
        Json.instant(out, "scheduled_at", head.getScheduledAt());
    }

    private Map<String, Integer> counts() {
        Map<String, Integer> counts = new TreeMap<>();
        deliveries.forEach(d -> counts.merge(d.state(), 1, Integer::sum));
        int unknown = recipients - deliveries.size();
        if (unknown > 0 || counts.isEmpty()) {
            counts.merge(DeliveryStory.first(head.getScheduledAt() > 0), Math.max(unknown, 1), Integer::sum);
        }
        return counts;
    }

    /** The message's instants: the first dispatch, and the acceptance of its last recipient once all are accepted. */
    private void times(ObjectNode out) {
        long start = Schedule.start(head);
        long queued = earliest(Instants::getQueuedAt);
        long rendered = earliest(Instants::getRenderedAt);
        long dispatched = earliest(Instants::getDispatchedAt);
        boolean all = !deliveries.isEmpty()
                && recipients == deliveries.size()
                && deliveries.stream().allMatch(d -> d.instants().getAcceptedAt() > 0);
        long accepted = all
                ? deliveries.stream()
                        .mapToLong(d -> d.instants().getAcceptedAt())
                        .max()
                        .orElse(0)
                : 0;
        Json.instant(out, "received_at", head.getReceivedAt());
        Json.instant(out, "queued_at", queued);
        Json.instant(out, "rendered_at", rendered);
        Json.instant(out, "dispatched_at", dispatched);
        Json.instant(out, "accepted_at", accepted);
        ObjectNode latency = out.putObject("latency");
        span(latency, "queue_ms", start, queued);
        span(latency, "render_ms", queued, rendered);
        span(latency, "dispatch_ms", rendered, dispatched);
        span(latency, "accept_ms", dispatched, accepted);
        span(latency, "total_ms", start, accepted);
        sla(out, start, accepted);
    }

    private void sla(ObjectNode out, long start, long accepted) {
        long deferred = deliveries.stream()
                .mapToLong(DeliveryStory::deferredMillis)
                .max()
                .orElse(0);
        ObjectNode sla = out.putObject("sla").put("target_ms", SLA_MILLIS);
        if (accepted > 0 && start > 0) {
            sla.put("met", accepted - start - deferred <= SLA_MILLIS);
        } else {
            sla.putNull("met");
        }
        sla.put("deferred_ms", deferred);
    }

    private long earliest(ToLongFunction<Instants> instant) {
        return deliveries.stream()
                .mapToLong(d -> instant.applyAsLong(d.instants()))
                .filter(at -> at > 0)
                .min()
                .orElse(0);
    }

    private static void span(ObjectNode out, String name, long from, long to) {
        out.put(name, from == 0 || to == 0 ? null : Math.max(0, to - from));
    }

    private void engagement(ObjectNode out) {
        touches(out.putObject("opens"), EventType.OPENED);
        touches(out.putObject("clicks"), EventType.CLICKED);
    }

    /** What people did; of machines only how often. */
    private void touches(ObjectNode out, EventType type) {
        List<MailEvent> all = deliveries.stream()
                .flatMap(d -> d.allOf(type).stream())
                .sorted(java.util.Comparator.comparingLong(MailEvent::getAt))
                .toList();
        List<MailEvent> people = all.stream()
                .filter(e -> e.getEngagement().getMachine().isEmpty())
                .toList();
        out.put("count", people.size());
        Json.instant(out, "first_at", people.isEmpty() ? 0 : people.get(0).getAt());
        Json.instant(
                out,
                "last_at",
                people.isEmpty() ? 0 : people.get(people.size() - 1).getAt());
        out.put("machine_count", all.size() - people.size());
    }

    private @Nullable ObjectNode bounce() {
        ObjectNode found = null;
        for (DeliveryStory delivery : deliveries) {
            ObjectNode bounce = delivery.bounce();
            boolean hard = bounce != null && bounce.path("type").asText().equals("hard");
            found = hard || found == null ? bounce : found;
            if (hard) {
                return found;
            }
        }
        return found;
    }

    private void complaint(ObjectNode out) {
        long at = deliveries.stream()
                .flatMap(d -> d.allOf(EventType.SPAM_COMPLAINT).stream())
                .mapToLong(MailEvent::getAt)
                .min()
                .orElse(0);
        out.put("complaint", at > 0);
        Json.instant(out, "complaint_at", at);
    }
}
