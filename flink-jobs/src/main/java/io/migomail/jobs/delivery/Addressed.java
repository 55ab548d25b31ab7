package io.migomail.jobs.delivery;

import io.migomail.core.SuppressionScope;
import io.migomail.core.record.Delivery;
import io.migomail.core.record.MessageHead;
import io.migomail.mta.PaceInput;
import java.io.Serializable;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * A delivery on its way to PACE, under the scope in which its recipient may be suppressed.
 *
 * @param scope by {@link SuppressionScope}
 */
public record Addressed(String scope, PaceInput input) implements Serializable {
    static final TypeInformation<Addressed> TYPE = TypeInformation.of(Addressed.class);

    static Addressed of(Delivery delivery, PaceInput input) {
        MessageHead head = delivery.getHead();
        return new Addressed(
                SuppressionScope.name(head.getApplicationId(), head.getEnvironment(), delivery.getRecipient()), input);
    }
}
