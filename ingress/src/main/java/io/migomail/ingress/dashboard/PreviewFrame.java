package io.migomail.ingress.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.ingress.rest.Reply;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A rendered mail as a document for a sandboxed frame: it runs nothing, asks for nothing, and is of no origin, wherever it is
 * opened. Stateless.
 */
final class PreviewFrame {
    private static final String POLICY =
            "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'";

    private PreviewFrame() {}

    /** The HTML part; the text where there is none. */
    static Reply of(JsonNode rendered) {
        String html = rendered.path("html").asText();
        return reply(html.isBlank() ? plain(rendered.path("text").asText()) : html);
    }

    /** A sentence in its place. */
    static Reply fault(String sentence) {
        return reply(plain(sentence));
    }

    private static String plain(String text) {
        String escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return "<!doctype html><meta charset=\"utf-8\"><title>Preview</title>"
                + "<pre style=\"white-space:pre-wrap;font:14px/1.5 monospace;margin:1rem\">" + escaped + "</pre>";
    }

    private static Reply reply(String html) {
        return Reply.of(
                200,
                "text/html; charset=utf-8",
                html.getBytes(StandardCharsets.UTF_8),
                Map.of(
                        "Content-Security-Policy", POLICY,
                        "X-Content-Type-Options", "nosniff",
                        "Referrer-Policy", "no-referrer",
                        "Cache-Control", "no-store"));
    }
}
