package io.migomail.jobs.accounting;

import java.io.Serializable;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * A question for the next events of a replay.
 *
 * @param controlOffset by then the control plane knows of the replay
 * @param after the place in the feed where the page before ended; 0 = there was none
 */
public record WebhookPage(String webhookId, String replayId, long controlOffset, long after) implements Serializable {
    static final TypeInformation<WebhookPage> TYPE = TypeInformation.of(WebhookPage.class);
}
