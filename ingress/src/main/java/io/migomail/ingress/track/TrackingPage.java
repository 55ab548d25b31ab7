package io.migomail.ingress.track;

import io.migomail.core.Ids;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.ingress.rest.Reply;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/**
 * The pages that a reader of mail sees: no script, no image, nothing from elsewhere, nothing of the request in them. They
 * fit phones and follow the reader's choice of dark or light.
 */
final class TrackingPage {
    private static final String STYLE =
            ":root{color-scheme:light dark}body{margin:0;font:16px/1.5 system-ui,sans-serif}"
                    + "main{max-width:28rem;margin:20vh auto 0;padding:0 1.5rem}h1{font-size:1.4rem}"
                    + "button{font:inherit;padding:.6rem 1.4rem}code{opacity:.7}";
    private static final String POLICY = "default-src 'none'; style-src 'sha256-"
            + Base64.getEncoder().encodeToString(Ids.sha256(STYLE.getBytes(StandardCharsets.UTF_8)))
            + "'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /** Nobody in between keeps an answer, and where it leads does not learn of the link. */
    static final Map<String, String> HEADERS = Map.of(
            "Cache-Control", "no-store, private",
            "Referrer-Policy", "no-referrer",
            "X-Content-Type-Options", "nosniff",
            "Content-Security-Policy", POLICY);

    private TrackingPage() {}

    static Reply ask() {
        return page(
                200,
                "Unsubscribe",
                "<p>Stop these mails to this address?</p>"
                        + "<form method=\"post\"><button name=\"List-Unsubscribe\" value=\"One-Click\">Unsubscribe</button></form>");
    }

    static Reply done() {
        return page(200, "You are unsubscribed", "<p>This address gets no more of these mails.</p>");
    }

    static Reply notALink() {
        return problem(ErrorCode.INVALID_LINK, "This link is not one that we made, or it is not whole.");
    }

    static Reply problem(ErrorCode code, String sentence) {
        return page(
                code.status(), "That did not work", "<p>" + sentence + "</p><p><code>" + code.word() + "</code></p>");
    }

    private static Reply page(int status, String title, String content) {
        String html = "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + title + "</title>"
                + "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">"
                + "<meta name=\"robots\" content=\"noindex\"><style>" + STYLE + "</style></head><body><main><h1>"
                + title
                + "</h1>" + content + "</main></body></html>";
        return Reply.of(status, "text/html;charset=utf-8", html.getBytes(StandardCharsets.UTF_8), HEADERS);
    }
}
