package io.migomail.jobs.delivery;

import io.migomail.core.IdempotencyScope;
import io.migomail.core.MessageClass;
import io.migomail.core.RecordCodec;
import io.migomail.core.RecordFormatException;
import io.migomail.core.record.AcceptedKey;
import java.io.Serializable;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.jspecify.annotations.Nullable;

/**
 * An accepted message that claims an idempotency key.
 *
 * @param name the key's, by {@link IdempotencyScope}
 * @param messageClass that of the topic it came by
 * @param digest of its request; empty in records of builds that did not write one
 */
public record Claim(String name, MessageClass messageClass, String messageId, byte[] digest, Incoming incoming)
        implements Serializable {
    static final TypeInformation<Claim> TYPE = TypeInformation.of(Claim.class);

    /** The message's claim; null where it has no key, or cannot be read, which is the renderer's to tell. */
    static @Nullable Claim of(MessageClass messageClass, Incoming incoming) {
        AcceptedKey key;
        try {
            key = RecordCodec.ACCEPTED_KEY.decode(incoming.value());
        } catch (RecordFormatException e) {
            return null;
        }
        String name = IdempotencyScope.name(key.getHead());
        byte[] digest = key.getRequestDigest().toByteArray();
        return name.isEmpty()
                ? null
                : new Claim(name, messageClass, key.getHead().getMessageId(), digest, incoming);
    }
}
