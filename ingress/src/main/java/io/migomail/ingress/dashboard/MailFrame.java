package io.migomail.ingress.dashboard;

import io.migomail.ingress.rest.Reply;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Mail as browsers get it: somebody else's HTML, which runs no script, loads nothing and stands in our frames alone. */
final class MailFrame {
    private static final String POLICY =
            "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'";

    private MailFrame() {}

    /** The HTML of a mail, for a sandboxed frame. */
    static Reply html(String html) {
        return Reply.of(200, "text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8), headers());
    }

    /** Octets to be kept as a file of that name, which holds nothing but letters, digits, dots, lines and dashes. */
    static Reply file(String type, String name, byte[] octets) {
        if (!name.matches("[A-Za-z0-9._-]+")) {
            throw new IllegalArgumentException("not a name for a file");
        }
        Map<String, String> headers = new HashMap<>(headers());
        headers.put("Content-Disposition", "attachment; filename=\"" + name + "\"");
        return Reply.of(200, type, octets, headers);
    }

    private static Map<String, String> headers() {
        return Map.of(
                "Content-Security-Policy", POLICY,
                "X-Content-Type-Options", "nosniff",
                "Referrer-Policy", "no-referrer",
                "Cache-Control", "no-store");
    }
}
