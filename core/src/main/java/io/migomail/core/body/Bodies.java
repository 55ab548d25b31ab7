package io.migomail.core.body;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.migomail.core.Limits;
import io.migomail.core.RecordCodec;
import io.migomail.core.record.AcceptedMessage;
import io.migomail.core.record.BodyReference;
import io.migomail.core.record.Content;
import io.migomail.core.record.Delivery;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/** How records carry bodies: within them up to {@link Limits#INLINE_BYTES}, else by reference. Stateless. */
public final class Bodies {
    private Bodies() {}

    /** Octets of the message that a delivery is of. */
    public static long size(Delivery delivery) {
        return delivery.hasBody()
                ? delivery.getBody().getSize()
                : delivery.getMime().size();
    }

    /** SHA-256 of the message that a delivery is of; computed anew where that is in the record. */
    public static ByteString digest(Delivery delivery) {
        if (delivery.hasBody()) {
            return delivery.getBody().getDigest();
        }
        MessageDigest digest = Sha256.digest();
        digest.update(delivery.getMime().asReadOnlyByteBuffer());
        return UnsafeByteOperations.unsafeWrap(digest.digest());
    }

    /** Whether the content of this message belongs into a store. */
    public static boolean large(AcceptedMessage message) {
        return message.getContent().getSerializedSize() > Limits.INLINE_BYTES;
    }

    /** Keeps the content of a message; the message with a reference in its place. Blocks. */
    public static AcceptedMessage keep(AcceptedMessage message, BodyStore store) throws BodyException {
        Content content = message.getContent();
        BodyReference kept = store.put(out -> RecordCodec.CONTENT.writeTo(content, out));
        return message.toBuilder().clearContent().setContentReference(kept).build();
    }

    /** Keeps the content of a message anew, as if it had just come. Blocks where there is something to do. */
    public static void refresh(AcceptedMessage message, BodyStore store) throws BodyException {
        if (message.hasContentReference()) {
            BodyReference reference = message.getContentReference();
            store.put(out -> {
                try (InputStream in = store.open(reference)) {
                    in.transferTo(out);
                }
            });
        }
    }

    /** The message with its content in it. Blocks where that is in the store. */
    public static AcceptedMessage whole(AcceptedMessage message, BodyStore store) throws BodyException {
        if (!message.hasContentReference()) {
            return message;
        }
        BodyReference reference = message.getContentReference();
        if (reference.getSize() > Limits.RECORD_BYTES) {
            throw new BodyException(BodyException.Kind.DAMAGED, "a content of " + reference.getSize() + " bytes", null);
        }
        try (InputStream in = store.open(reference)) {
            Content content = RecordCodec.CONTENT.decode(in.readAllBytes());
            return message.toBuilder()
                    .clearContentReference()
                    .setContent(content)
                    .build();
        } catch (BodyException e) {
            throw e;
        } catch (IOException e) {
            throw new BodyException(BodyException.Kind.AWAY, "closing a body: " + e, e);
        }
    }

    /** Puts signed octets into a delivery: kept in the store where they are large and there is one. Blocks then. */
    public static Delivery.Builder put(Delivery.Builder delivery, byte[] mime, BodyStore store) throws BodyException {
        return mime.length > Limits.INLINE_BYTES && store.keeps()
                ? delivery.setBody(store.put(out -> out.write(mime)))
                : delivery.setMime(UnsafeByteOperations.unsafeWrap(mime));
    }
}
