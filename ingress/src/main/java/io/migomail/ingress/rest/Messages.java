package io.migomail.ingress.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.migomail.analytics.events.EventJson;
import io.migomail.core.record.AcceptedMessage;
import io.migomail.core.record.MailEvent;
import io.migomail.ingress.intake.Accepted;
import io.migomail.ingress.intake.Intake;
import io.migomail.ingress.intake.SendRequest;
import io.migomail.ingress.json.Json;
import io.migomail.ingress.send.SendParser;
import io.migomail.ingress.story.KnownMessage;
import io.migomail.ingress.story.MessageStory;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Sending, and what became of it. */
final class Messages {
    private final Intake intake;
    private final MessageLookup lookup;

    Messages(Intake intake, MessageLookup lookup) {
        this.intake = intake;
        this.lookup = lookup;
    }

    CompletionStage<Reply> send(Call call) {
        byte[] body = call.body();
        SendRequest.Origin origin = SendOrigin.of(call).whole(body);
        SendRequest request = SendParser.parse(call.json(), origin);
        return intake.accept(call.caller(), request).thenApply(Messages::accepted);
    }

    private static Reply accepted(Accepted accepted) {
        return new Reply(200, json(accepted), accepted.replayed() ? Map.of("Idempotent-Replayed", "true") : Map.of());
    }

    static ObjectNode json(Accepted accepted) {
        ObjectNode out = Json.object();
        out.put("message_id", accepted.messageId());
        out.put("status", accepted.status());
        Json.instant(out, "created_at", accepted.createdAt());
        return out;
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
