package io.migomail.ingress.manage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.migomail.analytics.WebhookLog;
import io.migomail.core.record.Webhook;
import io.migomail.core.record.WebhookOutcome;
import io.migomail.ingress.json.Json;
import io.migomail.ingress.rest.Call;
import io.migomail.ingress.rest.Cursors;
import io.migomail.ingress.rest.MessageLookup;
import io.migomail.ingress.rest.Page;
import io.migomail.ingress.rest.QueryParameters;
import io.migomail.ingress.rest.Reply;
import io.migomail.ingress.story.MessageStore;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What each attempt to deliver an event to a webhook came to: its log of 30 days. Thread-safe. */
public final class WebhookDeliveries {
    private static final List<String> RESULTS = List.of("succeeded", "failed");
    private static final int ID_CHARS = 64;

    private final Webhooks webhooks;
    private final MessageStore store;
    private final Cursors cursors;

    public WebhookDeliveries(Webhooks webhooks, MessageStore store, Cursors cursors) {
        this.webhooks = webhooks;
        this.store = store;
        this.cursors = cursors;
    }

    /** The attempts, newest first. */
    public Reply list(Call call) {
        Webhook webhook = webhooks.find(call);
        QueryParameters given = QueryParameters.of(call);
        String result = given.word("result", RESULTS);
        String event = given.line("event", ID_CHARS);
        String message = given.line("message", ID_CHARS);
        int limit = given.limit();
        String cursor = given.line("cursor", Page.CURSOR_CHARS);
        given.done();
        String list = "attempts of " + webhook.getId() + " " + given.filter();
        Cursors.Place place = cursors.open(call.caller(), list, cursor);
        List<WebhookLog.Entry> found = found(new WebhookLog.Query(
                webhook.getId(),
                webhook.getApplicationId(),
                webhook.getEnvironment(),
                event,
                message,
                result == null ? null : WebhookLog.Result.valueOf(result.toUpperCase(Locale.ROOT)),
                place == null ? null : position(place),
                limit + 1));
        boolean more = found.size() > limit;
        List<WebhookLog.Entry> page = more ? found.subList(0, limit) : found;
        return Page.of(
                page.stream().map(WebhookDeliveries::json).toList(),
                more
                        ? cursors.seal(
                                call.caller(), list, place(page.get(limit - 1).outcome()))
                        : null);
    }

    private List<WebhookLog.Entry> found(WebhookLog.Query query) {
        try {
            return store.webhookAttempts(query);
        } catch (MessageStore.StoreAway e) {
            throw MessageLookup.away(query.webhookId(), e);
        }
    }

    /** The id of an attempt. */
    static String id(WebhookOutcome outcome) {
        return outcome.getEventId() + "." + outcome.getAttempt();
    }

    private static ObjectNode json(WebhookLog.Entry entry) {
        WebhookOutcome outcome = entry.outcome();
        boolean succeeded = outcome.getStatus() / 100 == 2;
        ObjectNode out = Json.object()
                .put("id", id(outcome))
                .put("event_id", outcome.getEventId())
                .put("event_type", entry.eventType())
                .put("message_id", entry.messageId())
                .put("attempt", outcome.getAttempt())
                .put("result", RESULTS.get(succeeded ? 0 : 1))
                .put("status", outcome.getStatus() == 0 ? null : outcome.getStatus())
                .put("error", orNull(outcome.getError()))
                .put("duration_ms", outcome.getDurationMs());
        Json.instant(out, "at", outcome.getAt());
        return out;
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static Cursors.Place place(WebhookOutcome last) {
        return new Cursors.Place(last.getAt(), id(last));
    }

    private static WebhookLog.Position position(Cursors.Place place) {
        int dot = place.text().lastIndexOf('.');
        return new WebhookLog.Position(
                place.number(),
                place.text().substring(0, dot),
                Integer.parseInt(place.text(), dot + 1, place.text().length(), 10));
    }
}
