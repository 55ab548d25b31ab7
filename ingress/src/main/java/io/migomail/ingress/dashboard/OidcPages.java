package io.migomail.ingress.dashboard;

import io.migomail.core.SignInLimits;
import io.migomail.ingress.rest.Reply;
import io.migomail.ingress.rest.WebCall;
import io.migomail.ingress.rest.WebRoute;
import io.migomail.ingress.web.WebPages;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Signing in by an issuer of OpenID Connect: to it and back. Thread-safe. */
final class OidcPages {
    private static final String PATH = LoginPages.PATH + "/oidc";
    private static final String DONE = PATH + "/done";

    private final OidcSignIn oidc;
    private final LoginPages login;
    private final boolean secure;

    /** @param secure whether browsers reach this by https */
    OidcPages(OidcSignIn oidc, LoginPages login, boolean secure) {
        this.oidc = oidc;
        this.login = login;
        this.secure = secure;
    }

    List<WebRoute> routes() {
        return List.of(
                new WebRoute("GET", PATH, this::leave),
                new WebRoute("GET", OidcSettings.CALLBACK, this::comeBack),
                // Has its own answer, for one takes one cookie.
                new WebRoute(
                        "GET",
                        DONE,
                        call -> WebPages.seeOther(
                                LoginPages.next(call.query("next")), Map.of("Set-Cookie", cookie("", 0)))));
    }

    /** To the issuer, with an attempt that this browser keeps. */
    private Reply leave(WebCall call) throws InterruptedException {
        OidcAttempt attempt =
                oidc.begin(call, Queries.text(call.query("account")), LoginPages.next(call.query("next")));
        String target = oidc.ask(attempt);
        return target == null
                ? login.show(503, oidc.name() + " cannot be asked now. Try again.", Map.of("next", attempt.next()))
                : WebPages.seeOther(
                        target, Map.of("Set-Cookie", cookie(attempt.cookie(), SignInLimits.OIDC_PATIENCE.toSeconds())));
    }

    private Reply comeBack(WebCall call) throws InterruptedException {
        OidcSignIn.Outcome outcome = oidc.enter(call);
        String next = LoginPages.next(outcome.next());
        if (outcome.people().size() == 1) {
            String done = DONE + "?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
            return login.signedIn(call, outcome.people().get(0), done);
        }
        boolean several = outcome.people().size() > 1;
        return login.show(
                401, several ? LoginPages.SEVERAL : outcome.fault(), Map.of("next", next, "ask_oidc_account", several));
    }

    private String cookie(String value, long seconds) {
        return OidcSignIn.COOKIE + "=" + value + "; Path=" + PATH + "; Max-Age=" + seconds + "; HttpOnly; SameSite=Lax"
                + (secure ? "; Secure" : "");
    }
}
