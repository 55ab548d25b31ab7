package io.migomail.jobs.delivery;

import io.migomail.core.IdempotencyScope;
import io.migomail.core.RecordCodec;
import io.migomail.core.record.AcceptedMessage;
import io.migomail.core.record.Delivery;
import io.migomail.core.record.Outcome;
import io.migomail.mta.PaceInput;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.jspecify.annotations.Nullable;

/**
 * What {@link IdempotencyFunction} gets of a message with an idempotency key: first that the message is there, in the
 * order of the log, then what became of each delivery on the way to PACE.
 *
 * @param name the key's, by {@link IdempotencyScope}
 * @param id the message's, else the delivery's
 * @param queuedAt the message's append time
 * @param paceKey only of a delivery
 * @param record the request's digest, an encoded {@code Delivery} or {@code Outcome}, of what is scheduled the encoded
 *     {@code AcceptedMessage}
 */
public record Claim(String name, Kind kind, String id, long queuedAt, String paceKey, byte[] record)
        implements Serializable {
    /** What is told. */
    public enum Kind {
        /** The message is about to be rendered. */
        MESSAGE,
        /** A delivery is rendered and routed. */
        DELIVERY,
        /** A delivery has ended before or in rendering: its message never became mail. */
        UNRENDERED,
        /** A delivery has ended at routing. */
        UNROUTED,
        /** A message is to wait for its time; under the id of its first delivery. */
        SCHEDULED,
        /** Another delivery of such a message. */
        ALSO_SCHEDULED
    }

    static final TypeInformation<Claim> TYPE = TypeInformation.of(Claim.class);

    /** The message's; null where it has no key. */
    static @Nullable Claim of(AcceptedMessage message, long queuedAt) {
        String name = IdempotencyScope.name(message.getHead());
        if (name.isEmpty() || message.getRecipientsCount() == 0) {
            return null;
        }
        byte[] digest = message.getRequestDigest().toByteArray();
        return new Claim(name, Kind.MESSAGE, message.getHead().getMessageId(), queuedAt, "", digest);
    }

    /** Those of the deliveries of a message that is to wait for its time; none where it has no key. */
    static List<Claim> of(Scheduled scheduled, AcceptedMessage message, long queuedAt) {
        String name = IdempotencyScope.name(message.getHead());
        if (name.isEmpty()) {
            return List.of();
        }
        List<Claim> out = new ArrayList<>(message.getRecipientsCount());
        for (Delivery bare : Renderer.bare(message, queuedAt)) {
            boolean first = out.isEmpty();
            byte[] record = first ? scheduled.record() : RecordCodec.DELIVERY.encode(bare);
            Kind kind = first ? Kind.SCHEDULED : Kind.ALSO_SCHEDULED;
            out.add(new Claim(name, kind, bare.getDeliveryId(), queuedAt, "", record));
        }
        return out;
    }

    /** The delivery's; null where its message has no key. */
    static @Nullable Claim of(Delivery delivery, PaceInput input) {
        String name = IdempotencyScope.name(delivery.getHead());
        return name.isEmpty()
                ? null
                : new Claim(
                        name,
                        Kind.DELIVERY,
                        delivery.getDeliveryId(),
                        delivery.getQueuedAt(),
                        input.paceKey(),
                        input.payload());
    }

    /** That of an end before PACE; null where its message has no key. */
    static @Nullable Claim of(Kind kind, Outcome end) {
        String name = IdempotencyScope.name(end.getHead());
        long queuedAt = end.getInstants().getQueuedAt();
        return name.isEmpty()
                ? null
                : new Claim(name, kind, end.getDeliveryId(), queuedAt, "", RecordCodec.OUTCOME.encode(end));
    }

    /** The delivery whose way ended, or goes on, here, as far as an outcome tells of it. */
    Delivery bare() {
        Delivery.Builder bare = Delivery.newBuilder().setDeliveryId(id).setQueuedAt(queuedAt);
        if (kind == Kind.SCHEDULED) {
            return Renderer.bare(RecordCodec.ACCEPTED.decode(record), queuedAt).get(0);
        }
        if (kind == Kind.DELIVERY || kind == Kind.ALSO_SCHEDULED) {
            Delivery delivery = RecordCodec.DELIVERY.decode(record);
            return bare.setHead(delivery.getHead())
                    .setRecipient(delivery.getRecipient())
                    .build();
        }
        Outcome end = RecordCodec.OUTCOME.decode(record);
        return bare.setHead(end.getHead()).setRecipient(end.getRecipient()).build();
    }
}
