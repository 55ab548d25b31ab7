package io.migomail.jobs.accounting;

import io.migomail.analytics.WindowFact;
import io.migomail.core.AccountingLimits;
import io.migomail.core.EventType;
import io.migomail.core.Limits;
import java.util.Arrays;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a delivery between its events.
 *
 * @param seen hashes of the ids of events, each of which counts once
 * @param dispatchedAt of the first attempt that came to an end; 0 = none
 * @param refusedAt when the recipient's side put it off for the first time; 0 = it did not
 * @param until when it is forgotten, in event time
 */
public record KnownDelivery(long[] seen, long dispatchedAt, long refusedAt, long until) {
    static final TypeInformation<KnownDelivery> TYPE = TypeInformation.of(KnownDelivery.class);
    static final KnownDelivery NEW = new KnownDelivery(new long[0], 0, 0, Long.MIN_VALUE);

    /** A repeated event is known for longer than the window is open in which it was counted. */
    private static final long REPEATED = WindowFact.MINUTE
            + AccountingLimits.WINDOW_HELD
                    .plus(AccountingLimits.WINDOW_DISORDER)
                    .toMillis();

    /** It with this step; null where it was known. */
    @Nullable
    KnownDelivery after(DeliveryStep step) {
        long hash = hash(step.fact().eventId());
        for (long one : seen) {
            if (one == hash) {
                return null;
            }
        }
        long[] more = Arrays.copyOf(seen, seen.length + 1);
        more[seen.length] = hash;
        boolean refused = step.is(EventType.SOFT_BOUNCE) && !step.fact().ours();
        return new KnownDelivery(
                more,
                step.is(EventType.SOFT_BOUNCE) ? first(dispatchedAt, step.dispatchedAt()) : dispatchedAt,
                refused ? first(refusedAt, step.fact().at()) : refusedAt,
                step.ends() ? repeated(step) : Math.max(until, lastUse(step)));
    }

    private static long first(long one, long other) {
        return one == 0 || other == 0 ? Math.max(one, other) : Math.min(one, other);
    }

    private static long repeated(DeliveryStep step) {
        return step.fact().at() + REPEATED;
    }

    /** Until when this step may be of use to what follows. */
    private static long lastUse(DeliveryStep step) {
        return step.is(EventType.SOFT_BOUNCE)
                ? step.fact().at() + Limits.EXPIRY_MAX.toMillis() + REPEATED
                : repeated(step);
    }

    /** 64 bits of an id that is a hash itself. */
    private static long hash(String id) {
        long hash = 1;
        for (int i = 0; i < id.length(); i++) {
            hash = 31 * hash + id.charAt(i);
        }
        return hash;
    }
}
