package io.migomail.mta.engine;

import io.migomail.core.Environment;
import io.migomail.core.record.Delivery;
import io.migomail.core.record.MessageHead;
import io.migomail.mta.Attempt;
import io.migomail.mta.Pool;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The last check before the socket: may this message leave from this address to this destination? Stateless. */
final class Ownership {
    /** Why not. */
    record Refusal(String code, String detail) {}

    /** Content from the body store is checked on its way, piece by piece. */
    static final Refusal NOT_CANONICAL = new Refusal("content_not_canonical", "a bare CR or LF in the message");

    private Ownership() {}

    /** Null where all is well. */
    static @Nullable Refusal check(Attempt attempt, Delivery delivery, EngineContext engine) {
        String mismatch = mismatch(attempt, delivery.getHead(), engine.pools().pool(delivery.getPoolId()));
        if (mismatch != null) {
            return new Refusal("pool_mismatch", "pool " + delivery.getPoolId() + ": " + mismatch);
        }
        boolean sandbox = !delivery.getHead().getEnvironment().equals(Environment.LIVE.word());
        String group = delivery.getRoute().getGroup();
        if (sandbox && !engine.config().captureGroups().contains(group)) {
            return new Refusal("sandbox_refused", "sandbox mail does not go to " + group);
        }
        if (!Envelope.fit(delivery)) {
            return new Refusal("envelope_unfit", "control characters in the envelope, or one too long");
        }
        if (!Content.canonical(delivery.getMime())) {
            return NOT_CANONICAL;
        }
        return null;
    }

    private static @Nullable String mismatch(Attempt attempt, MessageHead head, @Nullable Pool pool) {
        if (pool == null) {
            return "unknown";
        }
        if (!Objects.equals(pool.accountId(), head.getAccountId())) {
            return "belongs to " + pool.accountId() + ", the message to " + head.getAccountId();
        }
        if (!Objects.equals(pool.stream(), head.getStream())) {
            return "carries " + pool.stream() + ", the message is " + head.getStream();
        }
        if (!Objects.equals(pool.environment(), head.getEnvironment())) {
            return "is for " + pool.environment() + ", the message is " + head.getEnvironment();
        }
        boolean listed = pool.addresses().stream().anyMatch(a -> a.ip().equals(attempt.egressIp()));
        return listed ? null : "has no address '" + attempt.egressIp() + "'";
    }
}
