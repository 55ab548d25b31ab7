package io.migomail.jobs.accounting;

import io.migomail.core.EventType;
import io.migomail.core.Ids;
import io.migomail.core.OutcomeKind;
import io.migomail.core.SandboxResult;
import io.migomail.core.Schedule;
import io.migomail.core.record.AcceptedMessage;
import io.migomail.core.record.Instants;
import io.migomail.core.record.MailEvent;
import io.migomail.core.record.Outcome;
import io.migomail.core.record.SmtpResult;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Public events from the journal's facts. Each event is a function of its record alone: a record read twice gives the
 * same bytes under the same id. Thread-safe.
 *
 * <p>Next on the message's way: {@link StoreWriter}.
 */
final class EventDeriver {
    private EventDeriver() {}

    /**
     * One {@code queued} event for each recipient, {@code scheduled} where the message is to wait for its time;
     * {@code queuedAt} is the broker's append time.
     */
    static List<MailEvent> of(AcceptedMessage message, long queuedAt) {
        boolean waits = Schedule.waits(message.getHead());
        EventType type = waits ? EventType.SCHEDULED : EventType.QUEUED;
        List<MailEvent> out = new ArrayList<>(message.getRecipientsCount());
        for (int i = 0; i < message.getRecipientsCount(); i++) {
            String delivery = Ids.delivery(message.getHead().getMessageId(), i);
            out.add(MailEvent.newBuilder()
                    .setEventId(Ids.event(delivery, 0, type))
                    .setType(type.word())
                    .setAt(queuedAt)
                    .setHead(message.getHead())
                    .setRecipient(message.getRecipients(i).getAddress())
                    .setDeliveryId(delivery)
                    .setInstants(Instants.newBuilder()
                            .setReceivedAt(message.getHead().getReceivedAt())
                            .setQueuedAt(waits ? 0 : queuedAt))
                    .setExpiresAt(message.getExpiresAt())
                    .build());
        }
        return out;
    }

    /**
     * The events of one outcome, in their order of time; none of a fence, a move, or an attempt that no node carried.
     *
     * @throws IllegalArgumentException for an outcome of an unknown kind
     */
    static List<MailEvent> of(Outcome outcome) {
        OutcomeKind kind = OutcomeKind.of(outcome.getKind());
        if (kind == OutcomeKind.FENCE || kind == OutcomeKind.REROUTED || reachedNobody(outcome, kind)) {
            return List.of();
        }
        List<MailEvent> out = new ArrayList<>(2);
        if (outcome.getAttempt() > 0 && outcome.getInstants().getDispatchedAt() > 0 && attempted(kind)) {
            out.add(dispatched(outcome));
        }
        EventType type = type(kind);
        if (type != EventType.DISPATCHED) {
            out.add(told(outcome, type));
        }
        EventType reaction = type == EventType.DELIVERED ? reaction(outcome) : null;
        if (reaction != null) {
            out.add(base(outcome, reaction)
                    .setAt(outcome.getInstants().getAcceptedAt() + 1)
                    .setCode("sandbox")
                    .build());
        }
        return out;
    }

    private static boolean reachedNobody(Outcome outcome, OutcomeKind kind) {
        return kind == OutcomeKind.DEFERRED
                && outcome.getCode().equals(OutcomeKind.NODE_UNAVAILABLE)
                && outcome.getInstants().getDispatchedAt() == 0;
    }

    /** What the recipient does with the mail, where it is simulated; null = nothing. */
    private static @Nullable EventType reaction(Outcome outcome) {
        return switch (SandboxResult.of(outcome.getHead(), outcome.getRecipient())) {
            case COMPLAINT -> EventType.SPAM_COMPLAINT;
            case OPENED -> EventType.OPENED;
            case UNSUBSCRIBE -> EventType.UNSUBSCRIBE;
            case DELIVERED, HARDBOUNCE, SOFTBOUNCE, SUPPRESSED, SLOW -> null;
        };
    }

    private static boolean attempted(OutcomeKind kind) {
        return switch (kind) {
            case DISPATCHED, DELIVERED, DEFERRED, BOUNCED -> true;
            case EXPIRED, SUPPRESSED, CANCELED, FAILED, REPLAYED, REROUTED, FENCE -> false;
        };
    }

    private static EventType type(OutcomeKind kind) {
        return switch (kind) {
            case DISPATCHED -> EventType.DISPATCHED;
            case DELIVERED -> EventType.DELIVERED;
            case DEFERRED -> EventType.SOFT_BOUNCE;
            case BOUNCED -> EventType.HARD_BOUNCE;
            case EXPIRED -> EventType.EXPIRED;
            case SUPPRESSED -> EventType.SUPPRESSED;
            case CANCELED -> EventType.CANCELED;
            case FAILED -> EventType.FAILED;
            case REPLAYED -> EventType.REPLAYED;
            case REROUTED, FENCE -> throw new IllegalArgumentException(kind + " is no event");
        };
    }

    /**
     * The same bytes whether the attempt's interim or its last outcome tells of the dispatch: so only what both know
     * and cannot differ in, which excludes the host (an attempt may move to the next one) and the reply.
     */
    private static MailEvent dispatched(Outcome outcome) {
        Instants at = outcome.getInstants();
        return base(outcome, EventType.DISPATCHED)
                .setAt(at.getDispatchedAt())
                .setInstants(at.toBuilder().clearAcceptedAt())
                .setSmtp(SmtpResult.newBuilder().setEgressIp(outcome.getSmtp().getEgressIp()))
                .build();
    }

    private static MailEvent told(Outcome outcome, EventType type) {
        boolean delivered = type == EventType.DELIVERED && outcome.getInstants().getAcceptedAt() > 0;
        MailEvent.Builder event = base(outcome, type)
                .setAt(delivered ? outcome.getInstants().getAcceptedAt() : outcome.getAt())
                .setInstants(outcome.getInstants())
                .setCode(outcome.getCode())
                .setDetail(outcome.getDetail())
                .setSize(outcome.getSize())
                .setRetryAt(outcome.getRetryAt())
                .setBlame(outcome.getBlame())
                .setCategory(outcome.getCategory());
        if (outcome.hasSmtp()) {
            event.setSmtp(outcome.getSmtp());
        }
        if (outcome.hasSent()) {
            event.setSent(outcome.getSent());
        }
        return event.build();
    }

    private static MailEvent.Builder base(Outcome outcome, EventType type) {
        return MailEvent.newBuilder()
                .setEventId(Ids.event(
                        type == EventType.REPLAYED ? own(outcome) : outcome.getDeliveryId(),
                        outcome.getAttempt(),
                        type))
                .setType(type.word())
                .setHead(outcome.getHead())
                .setRecipient(outcome.getRecipient())
                .setDeliveryId(outcome.getDeliveryId())
                .setAttempt(outcome.getAttempt())
                .setProvider(outcome.getProvider())
                .setPoolId(outcome.getPoolId());
    }

    /** Its message's own delivery: what a replayed message names is that of the first, which may stand for several. */
    private static String own(Outcome outcome) {
        String named = outcome.getDeliveryId();
        return outcome.getHead().getMessageId()
                + named.substring(Ids.messageOf(named).length());
    }
}
