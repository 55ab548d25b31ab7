package io.migomail.ingress.dashboard;

import io.migomail.core.record.Session;
import io.migomail.ingress.rest.WebCall;

/** That no other site sends the dashboard's forms. Thread-safe. */
final class OwnForms {
    private static final String TOKEN_FIELD = "_csrf";
    private static final String TOKEN_HEADER = "X-CSRF-Token";

    private final Sessions sessions;

    OwnForms(Sessions sessions) {
        this.sessions = sessions;
    }

    /**
     * A form of ours carries the session's token; another site's does not know it.
     *
     * @throws ForgedRequestException where it is none of ours
     */
    void require(WebCall call, Session session) {
        requireSite(call);
        String header = call.header(TOKEN_HEADER);
        if (!sessions.isFormToken(session, header == null ? call.field(TOKEN_FIELD) : header)) {
            throw new ForgedRequestException("This form is not of your session. Load its page again.");
        }
    }

    /**
     * What browsers themselves say of where a request was made (Fetch Metadata, RFC 6454 section 7).
     *
     * @throws ForgedRequestException where it is another site
     */
    static void requireSite(WebCall call) {
        String site = call.header("Sec-Fetch-Site");
        String origin = call.header("Origin");
        boolean own = site != null
                ? site.equals("same-origin") || site.equals("none")
                : origin == null || origin.replaceFirst("^https?://", "").equals(call.header("Host"));
        if (!own) {
            throw new ForgedRequestException("Another site made this request.");
        }
    }
}
