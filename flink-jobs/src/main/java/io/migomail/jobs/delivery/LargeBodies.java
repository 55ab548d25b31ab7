package io.migomail.jobs.delivery;

import com.google.protobuf.UnsafeByteOperations;
import io.migomail.core.Limits;
import io.migomail.core.RecordFormatException;
import io.migomail.core.body.Bodies;
import io.migomail.core.body.BodyException;
import io.migomail.core.body.BodyStore;
import io.migomail.core.record.AcceptedMessage;
import io.migomail.core.record.Delivery;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The body store as rendering uses it. Never waits for one that does not answer: its caller comes back later. */
final class LargeBodies {
    private static final Logger LOG = LoggerFactory.getLogger(LargeBodies.class);

    private final BodyStore store;

    LargeBodies(BodyStore store) {
        this.store = store;
    }

    /** The message with its content in it. */
    AcceptedMessage whole(AcceptedMessage message) throws RenderException {
        if (!message.hasContentReference()) {
            return message;
        }
        try {
            return Bodies.whole(message, store);
        } catch (BodyException e) {
            throw unavailable(e.kind().passing(), e);
        } catch (RecordFormatException e) {
            throw unavailable(false, e);
        }
    }

    /**
     * A delivery with nothing but the signed octets, or a reference to them where they are large. Where they cannot be
     * kept, and all copies together are no larger than a message may be, they travel in the records.
     */
    Delivery place(AcceptedMessage message, byte[] mime) throws RenderException {
        try {
            return Bodies.put(Delivery.newBuilder(), mime, store).build();
        } catch (BodyException e) {
            if ((long) mime.length * message.getRecipientsCount() <= Limits.MESSAGE_BYTES) {
                LOG.warn("{} goes on within its records: {}", message.getHead().getMessageId(), e.getMessage());
                return Delivery.newBuilder()
                        .setMime(UnsafeByteOperations.unsafeWrap(mime))
                        .build();
            }
            throw unavailable(e.kind().passing(), e);
        }
    }

    private static RenderException unavailable(boolean passing, Exception why) {
        return RenderException.bodyUnavailable(
                "the content could not be read from the body store, or kept there", passing, why);
    }
}
