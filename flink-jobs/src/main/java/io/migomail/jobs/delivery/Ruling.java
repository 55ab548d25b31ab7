package io.migomail.jobs.delivery;

import com.google.protobuf.ByteString;
import io.migomail.core.Limits;
import io.migomail.core.record.IdempotencyClaim;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a message that claims an idempotency key, given who holds the key (docs/adr/0010). A function of what
 * the log says alone, so that a replay rules as the first life did; ages are counted between the broker's append times.
 *
 * @param claim the claim from now on
 */
record Ruling(Kind kind, IdempotencyClaim claim) {
    /** What a message is to its key. */
    enum Kind {
        /** The key is its own: it is sent. */
        FIRST,
        /** The same message once more, in the log or by a replay, or one that was settled before: nothing is done. */
        REPEAT,
        /** The same request, whose id differs because the day did: the holder stands for it. */
        ALIAS,
        /** Another request under a key that is held: it fails. */
        CONFLICT
    }

    static Ruling of(@Nullable IdempotencyClaim held, Claim message) {
        if (held == null) {
            return new Ruling(Kind.FIRST, first(message).build());
        }
        // Before the age: an id is one message, however late its repeat comes.
        if (held.getMessageId().equals(message.messageId())
                || held.getPastList().contains(message.messageId())) {
            return new Ruling(Kind.REPEAT, held);
        }
        if (message.incoming().queuedAt() - held.getSince() >= Limits.IDEMPOTENCY_LIFE.toMillis()) {
            IdempotencyClaim.Builder fresh = first(message).addAllPast(held.getPastList());
            return new Ruling(Kind.FIRST, remembering(fresh, held.getMessageId()));
        }
        boolean same = held.getRequestDigest().equals(ByteString.copyFrom(message.digest()));
        return same
                ? new Ruling(Kind.ALIAS, held)
                : new Ruling(Kind.CONFLICT, remembering(held.toBuilder(), message.messageId()));
    }

    private static IdempotencyClaim.Builder first(Claim message) {
        return IdempotencyClaim.newBuilder()
                .setMessageId(message.messageId())
                .setRequestDigest(ByteString.copyFrom(message.digest()))
                .setSince(message.incoming().queuedAt());
    }

    private static IdempotencyClaim remembering(IdempotencyClaim.Builder claim, String settled) {
        claim.addPast(settled);
        int tooMany = claim.getPastCount() - Limits.IDEMPOTENCY_PAST;
        if (tooMany > 0) {
            var kept = java.util.List.copyOf(claim.getPastList().subList(tooMany, claim.getPastCount()));
            claim.clearPast().addAllPast(kept);
        }
        return claim.build();
    }
}
