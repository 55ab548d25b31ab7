package io.migomail.analytics;

import io.migomail.core.record.Webhook;
import io.migomail.core.record.WebhookReplay;
import java.util.List;

/**
 * Whose events are read.
 *
 * @param types of these types only; empty = all
 * @param from of this instant or later, milliseconds; 0 = however old
 * @param to of this instant or earlier; {@link Long#MAX_VALUE} = however new
 */
public record FeedQuery(String applicationId, String environment, List<String> types, long from, long to) {
    /** Events of every instant. */
    public FeedQuery(String applicationId, String environment, List<String> types) {
        this(applicationId, environment, types, 0, Long.MAX_VALUE);
    }

    /** The events that a webhook is to be sent again: of the types that the replay names, else of those it subscribes to. */
    public static FeedQuery ofReplay(Webhook webhook, WebhookReplay replay) {
        List<String> types = replay.getEventsCount() > 0 ? replay.getEventsList() : webhook.getEventsList();
        return new FeedQuery(
                webhook.getApplicationId(), webhook.getEnvironment(), types, replay.getFrom(), replay.getTo());
    }

    boolean anyTime() {
        return from == 0 && to == Long.MAX_VALUE;
    }
}
