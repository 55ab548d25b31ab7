package io.migomail.ingress.story;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.migomail.core.EventType;
import io.migomail.core.IsoTime;
import io.migomail.core.PaceKey;
import io.migomail.core.record.DeliveryPlace;
import io.migomail.core.record.MailEvent;
import io.migomail.core.record.PaceStatus;
import io.migomail.ingress.json.Json;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where a delivery is, why it waits, and what its pace key does: one entry of {@code /explain}. */
public final class DeliveryPosition {
    private static final String SCHEDULED = "scheduled";
    private static final String ARRIVING = "arriving";
    private static final String ARRIVING_SENTENCE =
            "It is accepted and has not reached the queue: it is being rendered, signed and routed, or its turn to be has not come.";

    private final KnownDelivery delivery;
    private final @Nullable DeliveryPlace place;
    private final @Nullable MailEvent last;
    private final @Nullable PaceStatus status;

    private DeliveryPosition(
            KnownDelivery delivery, @Nullable DeliveryPlace place, Function<String, @Nullable PaceStatus> statuses) {
        this.delivery = delivery;
        this.place = place;
        this.last = delivery.lastAttempt();
        PaceStatus published = statuses.apply(key());
        boolean live = place != null
                && (published == null || published.getAt() <= place.getStatus().getAt());
        this.status = live && place != null ? place.getStatus() : published;
    }

    /**
     * Tells of a delivery.
     *
     * @param place where PACE has it; null where PACE does not have it, or did not answer
     * @param statuses the state that a pace key published last
     */
    public static ObjectNode tell(
            KnownDelivery delivery, @Nullable DeliveryPlace place, Function<String, @Nullable PaceStatus> statuses) {
        return new DeliveryPosition(delivery, place, statuses).tell();
    }

    private String key() {
        if (place != null) {
            return place.getPaceKey();
        }
        return last == null || last.getProvider().isEmpty()
                ? ""
                : new PaceKey(last.getProvider(), last.getPoolId()).word();
    }

    private String where() {
        if (delivery.settled()) {
            return "settled";
        }
        if (place != null) {
            return place.getInFlight() ? "in_flight" : "waiting";
        }
        if (last == null) {
            return delivery.state().equals(SCHEDULED) ? SCHEDULED : "accepted";
        }
        return last.getType().equals(EventType.SOFT_BOUNCE.word()) ? "waiting" : "in_flight";
    }

    private ObjectNode tell() {
        String where = where();
        boolean settled = where.equals("settled");
        ObjectNode out = Json.object();
        out.put("email", delivery.recipient());
        out.put("status", delivery.state());
        out.put("where", where);
        out.put("source", place == null || settled ? "events" : "queue");
        Json.instant(out, "since", since(where));
        reason(out, where);
        boolean known = !key().isEmpty();
        out.put("destination", known ? PaceKey.of(key()).group() : null);
        out.put("pool", known ? PaceKey.of(key()).poolId() : null);
        Json.instant(out, "next_attempt_at", nextAttempt(where));
        out.put("attempts", Math.max(place == null ? 0 : place.getAttempts(), last == null ? 0 : last.getAttempt()));
        out.put("last_reply", lastReply());
        Json.instant(out, "expires_at", place == null ? delivery.expiresAt() : place.getExpiresAt());
        out.set("queue", settled || status == null ? null : QueueState.of(status));
        return out;
    }

    private void reason(ObjectNode out, String where) {
        String reason = null;
        String sentence = null;
        if (where.equals("accepted")) {
            reason = ARRIVING;
            sentence = ARRIVING_SENTENCE;
        } else if (where.equals(SCHEDULED)) {
            reason = SCHEDULED;
            sentence = "It was scheduled for " + IsoTime.text(delivery.scheduledAt())
                    + "; until then it waits, and may be canceled.";
        } else if (where.equals("waiting") && place != null) {
            reason = place.getReason();
            sentence = place.getSentence();
        } else if (where.equals("waiting")) {
            reason = "retry";
            sentence =
                    "The last attempt failed for now. The queue did not answer just now; this is from its last event.";
        }
        out.put("reason", reason);
        out.put("explanation", sentence);
    }

    private long since(String where) {
        if (place != null && place.getSince() > 0 && !where.equals("settled")) {
            return place.getSince();
        }
        if (delivery.events().isEmpty()) {
            return 0;
        }
        return delivery.events().stream().mapToLong(MailEvent::getAt).max().orElse(0);
    }

    private long nextAttempt(String where) {
        if (where.equals(SCHEDULED)) {
            return delivery.scheduledAt();
        }
        return place == null || where.equals("settled") ? 0 : place.getNextAttemptAt();
    }

    private @Nullable String lastReply() {
        if (place != null && !place.getLastReply().isEmpty()) {
            return place.getLastReply();
        }
        if (last == null) {
            return null;
        }
        String reply = last.getSmtp().getResponse();
        return DeliveryStory.orNull(reply.isEmpty() ? last.getDetail() : reply);
    }
}
