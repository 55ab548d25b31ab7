package io.migomail.analytics;

import io.migomail.core.record.MessageHead;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A message as a search shows it: its head, without what no search tells, and the deliveries known of it. */
public record FoundMessage(MessageHead head, List<Delivery> deliveries) {
    /** One recipient of it, and the state that the delivery is in. */
    public record Delivery(String recipient, String state) {}

    /**
     * Messages in the order of a search.
     *
     * @param more whether others may follow
     * @param end where they follow; null where there is nothing at all
     */
    public record Page(
            List<FoundMessage> messages,
            boolean more,
            @Nullable MessagePosition end) {}
}
