package io.migomail.jobs.delivery;

import com.google.protobuf.ByteString;
import io.migomail.core.Ids;
import io.migomail.core.Limits;
import io.migomail.core.Standing;
import io.migomail.core.record.KeyedMessage;
import io.migomail.core.record.KeyedMessages;
import org.jspecify.annotations.Nullable;

/**
 * The messages under one idempotency key, and what each is to it (docs/adr/0010). They are ruled in the order in which
 * they were admitted, which is the log's, and by what the log says alone, so that a replay rules as the first life did;
 * ages are counted between the brokers' append times. Who is behind a holder waits until something of the holder is
 * rendered, or is not: only then is it known whose key it is.
 */
final class Claimants {
    private final KeyedMessages.Builder all;

    /** What becomes of a delivery, or of its end before PACE. */
    enum Fate {
        /** It is too early to say. */
        WAITS,
        /** It passed before. */
        DROPPED,
        /** It goes on as it is. */
        PASSES,
        /** Its message is another name of the holder's. */
        ALIAS,
        /** It fails: the holder had another body. */
        CONFLICT
    }

    Claimants(KeyedMessages known) {
        all = known.toBuilder();
    }

    KeyedMessages known() {
        return all.build();
    }

    /** A message comes under the key; false where it is a repeat of one that is known, however late. */
    boolean admit(String messageId, byte[] digest, long queuedAt) {
        int at = find(messageId);
        if (at >= 0 && !outlives(at, queuedAt)) {
            return false;
        }
        if (at >= 0) {
            all.removeMessages(at);
        }
        all.addMessages(KeyedMessage.newBuilder()
                .setMessageId(messageId)
                .setRequestDigest(ByteString.copyFrom(digest))
                .setQueuedAt(queuedAt)
                .setStanding(Standing.WAITING.word()));
        rule();
        forget();
        return true;
    }

    /** Settles a delivery, unless it has to wait. */
    Fate settle(Claim part) {
        int at = find(Ids.messageOf(part.id()));
        if (at < 0 || standing(at) == Standing.WAITING) {
            return Fate.WAITS;
        }
        KeyedMessage message = all.getMessages(at);
        long bit = 1L << Ids.recipientOf(part.id());
        if ((message.getSettled() & bit) != 0) {
            return Fate.DROPPED;
        }
        boolean leaves = part.kind() == Claim.Kind.UNRENDERED && message.getSettled() == 0;
        Standing standing = leaves && standing(at) == Standing.HOLDER ? Standing.FAILED : standing(at);
        all.setMessages(
                at, message.toBuilder().setSettled(message.getSettled() | bit).setStanding(standing.word()));
        rule();
        return switch (standing) {
            case ALIAS -> Fate.ALIAS;
            case CONFLICT -> Fate.CONFLICT;
            default -> Fate.PASSES;
        };
    }

    /** Whether the message is known, ruled or not. */
    boolean knows(String messageId) {
        return find(messageId) >= 0;
    }

    /** Whether a message waits for its ruling. */
    boolean anyWaits() {
        return all.getMessagesList().stream().anyMatch(m -> m.getStanding().equals(Standing.WAITING.word()));
    }

    /** The message that held the key when the delivery's was ruled. */
    String holderOf(Claim part) {
        return all.getMessages(find(Ids.messageOf(part.id()))).getHolder();
    }

    private void rule() {
        for (int at = 0; at < all.getMessagesCount(); at++) {
            if (standing(at) != Standing.WAITING) {
                continue;
            }
            KeyedMessage holder = holder();
            if (holder != null && holder.getSettled() == 0 && lives(holder, queuedAt(at))) {
                return;
            }
            rule(at, holder);
        }
    }

    private void rule(int at, @Nullable KeyedMessage holder) {
        KeyedMessage.Builder message = all.getMessagesBuilder(at);
        if (holder == null || !lives(holder, message.getQueuedAt())) {
            message.setStanding(Standing.HOLDER.word());
            return;
        }
        // Without a digest only the id tells, and the ids differ.
        boolean same = !message.getRequestDigest().isEmpty()
                && message.getRequestDigest().equals(holder.getRequestDigest());
        message.setStanding((same ? Standing.ALIAS : Standing.CONFLICT).word()).setHolder(holder.getMessageId());
    }

    /** An alias has no end of its own: used again when its holder's time is over, it is sent. */
    private boolean outlives(int at, long queuedAt) {
        KeyedMessage holder = holder();
        return standing(at) == Standing.ALIAS && (holder == null || !lives(holder, queuedAt));
    }

    private static boolean lives(KeyedMessage holder, long now) {
        return now - holder.getQueuedAt() < Limits.IDEMPOTENCY_LIFE.toMillis();
    }

    private @Nullable KeyedMessage holder() {
        for (int at = all.getMessagesCount() - 1; at >= 0; at--) {
            if (standing(at) == Standing.HOLDER) {
                return all.getMessages(at);
            }
        }
        return null;
    }

    /** The oldest first, but neither the holder nor who waits. */
    private void forget() {
        KeyedMessage holder = holder();
        for (int at = 0; at < all.getMessagesCount() && all.getMessagesCount() > Limits.IDEMPOTENCY_PAST + 1; ) {
            boolean kept =
                    standing(at) == Standing.WAITING || all.getMessages(at).equals(holder);
            if (kept) {
                at++;
            } else {
                all.removeMessages(at);
            }
        }
    }

    private int find(String messageId) {
        for (int at = 0; at < all.getMessagesCount(); at++) {
            if (all.getMessages(at).getMessageId().equals(messageId)) {
                return at;
            }
        }
        return -1;
    }

    private Standing standing(int at) {
        return Standing.of(all.getMessages(at).getStanding());
    }

    private long queuedAt(int at) {
        return all.getMessages(at).getQueuedAt();
    }
}
