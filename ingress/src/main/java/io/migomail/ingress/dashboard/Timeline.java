package io.migomail.ingress.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.migomail.core.IsoTime;
import io.migomail.ingress.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The events and attempts of a message for its page: how long after its receipt each was, and what coded reasons mean. */
final class Timeline {
    private static final Set<String> GOOD = Set.of("delivered", "opened", "clicked");
    private static final Set<String> WARN = Set.of("soft_bounce", "suppressed", "canceled", "expired", "unsubscribe");
    private static final Set<String> BAD = Set.of("hard_bounce", "late_bounce", "failed", "spam_complaint");

    /** Of attempts that no reply explains. */
    private static final Map<String, String> REASONS = Map.ofEntries(
            Map.entry("connect_failed", "No connection to the mail server came about."),
            Map.entry("timeout", "The mail server did not answer in time."),
            Map.entry("attempt_timeout", "The attempt took longer than one may take."),
            Map.entry("connection_lost", "The connection broke off before the mail was taken."),
            Map.entry(
                    "uncertain", "The connection broke off after the mail and before the reply: it may have arrived."),
            Map.entry("tls_failed", "No encrypted connection came about."),
            Map.entry("mx_unresolved", "The mail servers of the domain could not be looked up."),
            Map.entry("mx_address_refused", "The mail server has an address that mail is not sent to."),
            Map.entry("protocol_error", "The mail server did not answer as SMTP asks for."),
            Map.entry("message_too_large", "The mail server does not take mail of this size."),
            Map.entry("egress_unavailable", "The address to send from could not be used."),
            Map.entry("egress_node_unavailable", "The address to send from could not be used: its node is away."));

    private Timeline() {}

    /** The events, oldest first, as the API tells them, with {@code tone} and {@code after_ms}. */
    static List<Object> events(JsonNode story, JsonNode events) {
        Long start = instant(story.path("received_at"));
        List<Object> out = new ArrayList<>();
        for (JsonNode event : events) {
            ObjectNode each = event.deepCopy();
            each.put("tone", tone(event.path("type").asText()));
            after(each, start, event.path("timestamp"));
            reason(each, event.path("data").path("code"));
            out.add(plain(each));
        }
        return out;
    }

    /** The attempts as the API tells them, with {@code tone}, {@code took_ms} and {@code reason} in words. */
    static List<Object> attempts(JsonNode story) {
        List<Object> out = new ArrayList<>();
        for (JsonNode attempt : story.path("attempts")) {
            ObjectNode each = attempt.deepCopy();
            each.put("tone", tone(attempt.path("outcome").asText()));
            Long from = instant(attempt.path("dispatched_at"));
            Long to = instant(attempt.path("at"));
            if (from != null && to != null) {
                each.put("took_ms", to - from);
            }
            reason(each, attempt.path("code"));
            out.add(plain(each));
        }
        return out;
    }

    private static void after(ObjectNode out, @Nullable Long start, JsonNode instant) {
        Long at = instant(instant);
        if (start != null && at != null && at >= start) {
            out.put("after_ms", at - start);
        }
    }

    private static void reason(ObjectNode out, JsonNode code) {
        String word = code.asText("");
        if (!word.isEmpty()) {
            out.put("reason", REASONS.getOrDefault(word, word.replace('_', ' ')));
        }
    }

    private static String tone(String type) {
        return GOOD.contains(type) ? "good" : WARN.contains(type) ? "warn" : BAD.contains(type) ? "bad" : "";
    }

    private static @Nullable Long instant(JsonNode text) {
        return text.isTextual() ? (Long) IsoTime.millis(text.asText()) : null;
    }

    private static Object plain(ObjectNode node) {
        Object plain = Json.plain(node);
        return plain == null ? Map.of() : plain;
    }
}
