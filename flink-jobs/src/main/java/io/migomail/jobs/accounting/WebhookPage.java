package io.migomail.jobs.accounting;

import java.io.Serializable;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.jspecify.annotations.Nullable;

/**
 * A question for the next events of a replay, or of those that the queue had no room for.
 *
 * @param replayId empty = of those
 * @param controlOffset by then the control plane knows of the replay
 * @param after the place in the feed where the page before ended; 0 = there was none
 * @param missed null = of a replay
 */
public record WebhookPage(
        String webhookId,
        String replayId,
        long controlOffset,
        long after,
        @Nullable MissedEvents missed) implements Serializable {
    static final TypeInformation<WebhookPage> TYPE = TypeInformation.of(WebhookPage.class);

    static WebhookPage of(String webhookId, ReplayCursor replay) {
        return new WebhookPage(webhookId, replay.id(), replay.controlOffset(), replay.after(), null);
    }

    static WebhookPage of(String webhookId, MissedEvents missed) {
        return new WebhookPage(webhookId, "", 0, missed.after(), missed);
    }
}
