package io.migomail.ingress.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.migomail.analytics.events.EventJson;
import io.migomail.core.Ids;
import io.migomail.core.Limits;
import io.migomail.core.record.AcceptedMessage;
import io.migomail.core.record.MailEvent;
import io.migomail.ingress.intake.Accepted;
import io.migomail.ingress.intake.Intake;
import io.migomail.ingress.intake.SendRequest;
import io.migomail.ingress.json.Json;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.ingress.problem.Problem;
import io.migomail.ingress.send.SendParser;
import io.migomail.ingress.story.KnownMessage;
import io.migomail.ingress.story.MessageStory;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Sending, and what became of it. */
final class Messages {
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1," + Limits.IDEMPOTENCY_KEY_CHARS + "}");
    private static final Pattern TRACE = Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    private final Intake intake;
    private final MessageLookup lookup;

    Messages(Intake intake, MessageLookup lookup) {
        this.intake = intake;
        this.lookup = lookup;
    }

    CompletionStage<Reply> send(Call call) {
        byte[] body = call.body();
        String key = idempotencyKey(call);
        byte[] digest = key == null ? new byte[0] : Ids.sha256(body);
        SendRequest.Origin origin = new SendRequest.Origin("rest", call.receivedAt(), key, digest, traceparent(call));
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
        KnownMessage known = lookup.find(call, false);
        if (!known.events().isEmpty()) {
            return Reply.ok(MessageStory.of(known.events()));
        }
        AcceptedMessage accepted = known.accepted();
        if (accepted != null) {
            return Reply.ok(MessageStory.of(accepted));
        }
        lookup.notForgotten(call);
        return Reply.ok(MessageStory.ofId(call.path("id"), call.caller().applicationId()));
    }

    Reply events(Call call) {
        return Page.of(call, lookup.find(call, true).events(), MailEvent::getEventId, EventJson::of);
    }
}
