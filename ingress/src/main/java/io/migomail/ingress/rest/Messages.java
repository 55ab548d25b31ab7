package io.migomail.ingress.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.migomail.analytics.events.EventJson;
import io.migomail.core.Ids;
import io.migomail.core.Limits;
import io.migomail.core.MessageIds;
import io.migomail.core.record.AcceptedMessage;
import io.migomail.core.record.MailEvent;
import io.migomail.ingress.intake.Accepted;
import io.migomail.ingress.intake.Intake;
import io.migomail.ingress.intake.SendRequest;
import io.migomail.ingress.json.Json;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.ingress.problem.Problem;
import io.migomail.ingress.send.SendParser;
import io.migomail.ingress.story.MessageStore;
import io.migomail.ingress.story.MessageStory;
import io.migomail.ingress.story.RecentMessages;
import io.migomail.ingress.story.Replayed;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sending, and what became of it. */
final class Messages {
    private static final Logger LOG = LoggerFactory.getLogger(Messages.class);
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1," + Limits.IDEMPOTENCY_KEY_CHARS + "}");
    private static final Pattern TRACE = Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");
    /** An id older than every retention, of which nothing is known, is one of the past. */
    private static final long FORGOTTEN_MILLIS = Duration.ofDays(366).toMillis();

    private final Intake intake;
    private final MessageStore store;
    private final RecentMessages recent;
    private final MessageIds ids;

    Messages(Intake intake, MessageStore store, RecentMessages recent, MessageIds ids) {
        this.intake = intake;
        this.store = store;
        this.recent = recent;
        this.ids = ids;
    }

    CompletionStage<Reply> send(Call call) {
        byte[] body = call.body();
        SendRequest.Origin origin = new SendRequest.Origin(
                "rest", call.receivedAt(), idempotencyKey(call), Ids.sha256(body), traceparent(call));
        SendRequest request = SendParser.parse(call.json(), origin);
        return intake.accept(call.caller(), request).thenApply(Messages::accepted);
    }

    private static Reply accepted(Accepted accepted) {
        ObjectNode out = Json.object();
        out.put("message_id", accepted.messageId());
        out.put("status", "queued");
        Json.instant(out, "created_at", accepted.createdAt());
        return new Reply(200, out, accepted.replayed() ? Map.of("Idempotent-Replayed", "true") : Map.of());
    }

    private static @Nullable String idempotencyKey(Call call) {
        String key = call.header("Idempotency-Key");
        if (key != null && !KEY.matcher(key).matches()) {
            throw Problem.of(
                    ErrorCode.INVALID_VALUE,
                    "The Idempotency-Key must be 1 to " + Limits.IDEMPOTENCY_KEY_CHARS
                            + " printable ASCII characters.");
        }
        return key;
    }

    private static String traceparent(Call call) {
        String given = call.header("traceparent");
        return given != null && TRACE.matcher(given).matches() ? given : "";
    }

    Reply get(Call call) {
        String id = issued(call);
        List<MailEvent> events = events(call, id, false);
        if (!events.isEmpty()) {
            return Reply.ok(MessageStory.of(events));
        }
        AcceptedMessage accepted = recentOf(call, id);
        if (accepted != null) {
            return Reply.ok(MessageStory.of(accepted));
        }
        if (call.now() - MessageIds.timeOf(id) > FORGOTTEN_MILLIS) {
            throw missing();
        }
        return Reply.ok(MessageStory.ofId(id, call.caller().applicationId()));
    }

    Reply events(Call call) {
        List<MailEvent> events = events(call, issued(call), true);
        return Page.of(call, events, MailEvent::getEventId, EventJson::of);
    }

    /** The id of the path, if it was handed out to this application; anything else is the same 404. */
    private String issued(Call call) {
        String id = call.path("id");
        if (!ids.issuedTo(call.caller().applicationId(), id)) {
            throw missing();
        }
        return id;
    }

    private @Nullable AcceptedMessage recentOf(Call call, String id) {
        AcceptedMessage accepted = recent.get(id);
        if (accepted != null
                && !accepted.getHead()
                        .getEnvironment()
                        .equals(call.caller().environment().word())) {
            throw missing();
        }
        return accepted;
    }

    /** The events of the message that the id names; of an id that is another name of a message, that message's. */
    private List<MailEvent> events(Call call, String id, boolean required) {
        List<MailEvent> own = stored(call, id, required);
        String first = Replayed.messageOf(own);
        List<MailEvent> events = first.isEmpty() ? own : stored(call, first, required);
        return Replayed.without(events.isEmpty() ? own : events);
    }

    private List<MailEvent> stored(Call call, String id, boolean required) {
        List<MailEvent> events;
        try {
            events = store.events(call.caller().applicationId(), id);
        } catch (MessageStore.StoreAway e) {
            LOG.warn("events of {} cannot be read now: {}", id, e.toString());
            // What this node accepted itself it can tell without the store.
            if (required || recentOf(call, id) == null) {
                throw Problem.of(ErrorCode.STORE_UNAVAILABLE, "The event store does not answer now; try again.");
            }
            return List.of();
        }
        String environment = call.caller().environment().word();
        if (!events.isEmpty() && !events.get(0).getHead().getEnvironment().equals(environment)) {
            throw missing();
        }
        return events;
    }

    private static Problem missing() {
        return Problem.of(ErrorCode.NOT_FOUND, "There is no such message.");
    }
}
