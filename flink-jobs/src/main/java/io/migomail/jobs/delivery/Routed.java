package io.migomail.jobs.delivery;

import io.migomail.mta.PaceInput;
import java.io.Serializable;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.jspecify.annotations.Nullable;

/**
 * A delivery on its way to PACE, or the outcome with which it ends before; exactly one of the two.
 *
 * @param outcomeKey key on the journal's topic
 */
public record Routed(@Nullable PaceInput input, @Nullable String outcomeKey, byte @Nullable [] outcome)
        implements Serializable {
    static final TypeInformation<Routed> TYPE = TypeInformation.of(Routed.class);
}
