package io.migomail.ingress.story;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.migomail.core.record.PaceHold;
import io.migomail.core.record.PaceStatus;
import io.migomail.ingress.json.Json;

/** What a queue of PACE does as a whole, as the API tells it. Stateless. */
public final class QueueState {
    private QueueState() {}

    /** A queue with what holds it back. */
    public static ObjectNode of(PaceStatus status) {
        ObjectNode out = Json.object();
        Json.instant(out, "as_of", status.getAt());
        out.put("binding_limit", DeliveryStory.orNull(status.getBinding()));
        out.put("explanation", DeliveryStory.orNull(status.getSentence()));
        Json.instant(out, "since", status.getSince());
        out.putObject("waiting")
                .put("critical", status.getWaitingCritical())
                .put("high", status.getWaitingHigh())
                .put("normal", status.getWaitingNormal());
        out.put("in_flight", status.getInFlight());
        Json.instant(out, "oldest_due_at", status.getOldestDue());
        var holds = out.putArray("holds");
        status.getHoldsList()
                .forEach(hold -> holds.add(of(hold).put("address", DeliveryStory.orNull(hold.getAddress()))));
        Json.instant(out, "next_turn_at", status.getNextTurn());
        return out;
    }

    /** A hold without what it holds. */
    public static ObjectNode of(PaceHold hold) {
        ObjectNode out = Json.object().put("reason", hold.getReason());
        Json.instant(out, "until", hold.getUntil());
        return out.put("refusals", hold.getRefusals());
    }
}
