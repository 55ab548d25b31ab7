package io.migomail.jobs.delivery;

import io.migomail.core.IdempotencyScope;
import io.migomail.core.RecordCodec;
import io.migomail.core.record.AcceptedMessage;
import io.migomail.core.record.Delivery;
import io.migomail.core.record.Outcome;
import io.migomail.mta.PaceInput;
import java.io.Serializable;
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
 * @param record the request's digest, an encoded {@code Delivery}, or an encoded {@code Outcome}
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
        UNROUTED
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
        if (kind == Kind.DELIVERY) {
            Delivery delivery = RecordCodec.DELIVERY.decode(record);
            return bare.setHead(delivery.getHead())
                    .setRecipient(delivery.getRecipient())
                    .build();
        }
        Outcome end = RecordCodec.OUTCOME.decode(record);
        return bare.setHead(end.getHead()).setRecipient(end.getRecipient()).build();
    }
}
