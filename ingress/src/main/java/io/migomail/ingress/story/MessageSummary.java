package io.migomail.ingress.story;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.migomail.analytics.FoundMessage;
import io.migomail.ingress.json.Json;
import java.util.Map;
import java.util.TreeMap;

/** A message in the answer of {@code GET /v1/messages}: what its story begins with, and where each recipient stands. */
public final class MessageSummary {
    private MessageSummary() {}

    /** As search shows it. */
    public static ObjectNode of(FoundMessage message) {
        Map<String, Integer> counts = new TreeMap<>();
        message.deliveries().forEach(delivery -> counts.merge(delivery.state(), 1, Integer::sum));
        int unknown = message.head().getRecipientCount() - message.deliveries().size();
        if (unknown > 0) {
            counts.merge(DeliveryStory.first(message.head().getScheduledAt() > 0), unknown, Integer::sum);
        }
        ObjectNode out = Json.object();
        MessageStory.begin(out, message.head(), counts);
        ArrayNode recipients = out.putArray("recipients");
        message.deliveries()
                .forEach(delivery -> recipients
                        .addObject()
                        .put("email", delivery.recipient())
                        .put("status", delivery.state()));
        return out;
    }
}
