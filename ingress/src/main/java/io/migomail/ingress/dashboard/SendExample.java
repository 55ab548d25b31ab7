package io.migomail.ingress.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.migomail.ingress.json.Json;
import java.nio.charset.StandardCharsets;

/** The body of a first message that a key may send, as one argument of a POSIX shell's command. */
final class SendExample {
    /** Where there is no domain yet (RFC 2606). */
    static final String NO_DOMAIN = "yourdomain.example";

    private SendExample() {}

    /**
     * @param key as the API tells it
     * @param domain that mail may be sent from; empty = there is none yet
     */
    static String of(JsonNode key, String domain, String to) {
        String limit = key.path("domains").path(0).asText("");
        String from = !limit.isEmpty() ? limit : domain.isEmpty() ? NO_DOMAIN : domain;
        ObjectNode body = Json.object().put("from", "hello@" + from).put("to", to);
        String template = key.path("templates").path(0).asText("");
        if (template.isEmpty()) {
            body.put("subject", "Hello").put("text", "It works.");
        } else {
            body.put("template", template).putObject("variables");
        }
        return quoted(new String(Json.write(body), StandardCharsets.UTF_8));
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
