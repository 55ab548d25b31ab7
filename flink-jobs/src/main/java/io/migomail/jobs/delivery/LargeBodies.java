package io.migomail.jobs.delivery;

import com.google.protobuf.UnsafeByteOperations;
import io.migomail.core.Limits;
import io.migomail.core.RecordFormatException;
import io.migomail.core.TimeSource;
import io.migomail.core.body.Bodies;
import io.migomail.core.body.BodyException;
import io.migomail.core.body.BodyStore;
import io.migomail.core.record.AcceptedMessage;
import io.migomail.core.record.Delivery;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The body store as rendering uses it. A store that does not answer is waited for, bounded; what it does not give then
 * ends its message, for a restart of the job would bring nobody's body back. One task thread.
 */
final class LargeBodies {
    private static final Logger LOG = LoggerFactory.getLogger(LargeBodies.class);
    private static final Duration PAUSE = Duration.ofMillis(200);
    /** A body that is missing or damaged is looked for again, but not for long. */
    private static final Duration SECOND_LOOK = Duration.ofSeconds(1);

    /** Something that needs the store. */
    @FunctionalInterface
    private interface Access<T> {
        T access() throws BodyException;
    }

    private final BodyStore store;
    private final TimeSource time;

    LargeBodies(BodyStore store, TimeSource time) {
        this.store = store;
        this.time = time;
    }

    /** The message with its content in it. */
    AcceptedMessage whole(AcceptedMessage message) throws RenderException, InterruptedException {
        if (!message.hasContentReference()) {
            return message;
        }
        try {
            return patiently(message, () -> Bodies.whole(message, store));
        } catch (RecordFormatException e) {
            throw unavailable(message, e);
        }
    }

    /**
     * A delivery with nothing but the signed octets, or a reference to them where they are large. Where they cannot be
     * kept, and all copies together are no larger than a message may be, they travel in the records.
     */
    Delivery place(AcceptedMessage message, byte[] mime) throws RenderException, InterruptedException {
        try {
            return Bodies.put(Delivery.newBuilder(), mime, store).build();
        } catch (BodyException e) {
            if ((long) mime.length * message.getRecipientsCount() <= Limits.MESSAGE_BYTES) {
                LOG.warn("{} goes on within its records: {}", message.getHead().getMessageId(), e.getMessage());
                return Delivery.newBuilder()
                        .setMime(UnsafeByteOperations.unsafeWrap(mime))
                        .build();
            }
            return patiently(
                    message,
                    () -> Bodies.put(Delivery.newBuilder(), mime, store).build());
        }
    }

    private <T> T patiently(AcceptedMessage message, Access<T> access) throws RenderException, InterruptedException {
        long began = time.monotonicNanos();
        while (true) {
            try {
                return access.access();
            } catch (BodyException e) {
                Duration patience = e.kind().passing() ? Limits.BODY_PATIENCE : SECOND_LOOK;
                if (time.monotonicNanos() - began >= patience.toNanos()) {
                    throw unavailable(message, e);
                }
            }
            TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
        }
    }

    private static RenderException unavailable(AcceptedMessage message, Exception why) {
        LOG.error(
                "ALARM body_unavailable: {} cannot be rendered",
                message.getHead().getMessageId(),
                why);
        return new RenderException(
                RenderException.BODY_UNAVAILABLE, "the content could not be read from the body store, or kept there");
    }
}
