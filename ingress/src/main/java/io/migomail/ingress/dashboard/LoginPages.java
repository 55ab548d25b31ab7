package io.migomail.ingress.dashboard;

import io.migomail.core.record.Session;
import io.migomail.core.record.User;
import io.migomail.ingress.problem.Problem;
import io.migomail.ingress.rest.Reply;
import io.migomail.ingress.rest.WebCall;
import io.migomail.ingress.web.WebPages;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Signing in by a password, and out. Thread-safe. */
final class LoginPages {
    /** Where somebody signs in. */
    static final String PATH = "/login";

    /** What is asked of somebody whom several accounts have. */
    static final String SEVERAL = "Several accounts have somebody of this address: name yours.";

    private final Dashboard.Parts parts;
    private final SignIn signIn;
    private final OwnForms forms;

    LoginPages(Dashboard.Parts parts, SignIn signIn, OwnForms forms) {
        this.parts = parts;
        this.signIn = signIn;
        this.forms = forms;
    }

    /** The form; who has signed in is led on. */
    Reply ask(WebCall call) {
        if (parts.sessions().of(call) != null) {
            return WebPages.seeOther(Dashboard.PATH, Map.of());
        }
        Map<String, Object> values = new HashMap<>(Map.of("next", next(call.query("next"))));
        String account = call.query("account");
        if (account != null && !account.isBlank()) {
            values.put("account", account);
        }
        return show(200, "", values);
    }

    /** The form with what is wrong; empty = nothing. */
    Reply show(int status, String fault, Map<String, ?> values) {
        Map<String, Object> all = new HashMap<>(values);
        all.put("fault", fault);
        OidcSignIn oidc = parts.oidc();
        if (oidc != null) {
            all.put("oidc", oidc.name());
        }
        return parts.pages().page(status, "login", all);
    }

    Reply enter(WebCall call) throws InterruptedException {
        OwnForms.requireSite(call);
        String email = call.field("email");
        Map<String, Object> again = Map.of("next", next(call.field("next")), "email", email);
        List<User> found;
        try {
            found = signIn.find(
                    email,
                    call.field("password"),
                    call.field("account"),
                    call.origin().source());
        } catch (Problem problem) {
            return show(problem.code().status(), problem.detail(), again);
        }
        if (found.size() != 1) {
            Map<String, Object> values = new HashMap<>(again);
            values.put("ask_account", found.size() > 1);
            return show(401, found.isEmpty() ? "There is nobody of this address and password." : SEVERAL, values);
        }
        return signedIn(call, found.get(0), next(call.field("next")));
    }

    /** Leads on as that person, with a session of their own; the one that the browser had ends. */
    Reply signedIn(WebCall call, User user, String target) throws InterruptedException {
        Session before = parts.sessions().of(call);
        String secret = parts.sessions().start(user, call.origin(), call.header("User-Agent"), call.now());
        if (before != null) {
            parts.sessions().end(before);
        }
        return WebPages.seeOther(target, Map.of("Set-Cookie", parts.sessions().cookie(secret)));
    }

    Reply leave(WebCall call) throws InterruptedException {
        Session session = parts.sessions().of(call);
        if (session != null) {
            forms.require(call, session);
            parts.sessions().end(session);
        }
        return WebPages.seeOther(PATH, Map.of("Set-Cookie", parts.sessions().cookie("")));
    }

    /** To the form, and back to what was asked for. */
    static Reply redirect(WebCall call) {
        if (call.header("HX-Request") != null) {
            return Reply.of(401, "text/plain; charset=utf-8", new byte[0], Map.of("HX-Redirect", PATH));
        }
        String target = call.path() + (call.queryString().isEmpty() ? "" : "?" + call.queryString());
        boolean back = call.method().equals("GET") && !target.equals(Dashboard.PATH);
        return WebPages.seeOther(
                back ? PATH + "?next=" + URLEncoder.encode(target, StandardCharsets.UTF_8) : PATH, Map.of());
    }

    /** A page of ours only. */
    static String next(@Nullable String path) {
        return path != null && path.startsWith(Dashboard.PATH) && path.matches("[/A-Za-z0-9._~?&=%+@:-]{0,1000}")
                ? path
                : Dashboard.PATH;
    }
}
