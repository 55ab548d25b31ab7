package io.migomail.ingress.dashboard;

import io.migomail.control.ControlView;
import io.migomail.control.UserRole;
import io.migomail.core.Environment;
import io.migomail.core.SignInLimits;
import io.migomail.core.TimeSource;
import io.migomail.core.record.Account;
import io.migomail.core.record.Application;
import io.migomail.core.record.Session;
import io.migomail.core.record.User;
import io.migomail.ingress.intake.Caller;
import io.migomail.ingress.intake.KeyLimits;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.ingress.problem.Problem;
import io.migomail.ingress.rest.ApiDoor;
import io.migomail.ingress.rest.Reply;
import io.migomail.ingress.rest.WebCall;
import io.migomail.ingress.rest.WebRoute;
import io.migomail.ingress.web.WebPages;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The dashboard's door: signing in and out, who may see which page, and that no other site sends its forms. Every page has
 * the application and the environment that it is about in its address. Thread-safe.
 */
public final class Dashboard {
    /** Where it is served. */
    public static final String PATH = "/dashboard";

    private static final Logger LOG = LoggerFactory.getLogger(Dashboard.class);
    private static final String LOGIN = "/login";
    private static final String OIDC = "/login/oidc";
    private static final String TOKEN_FIELD = "_csrf";
    private static final String TOKEN_HEADER = "X-CSRF-Token";

    private static final String SEVERAL = "Several accounts have somebody of this address: name yours.";

    private final Parts parts;
    private final SignIn signIn;
    private final Welcome welcome;
    private final List<Section> sections;

    /**
     * What it works with.
     *
     * @param oidc null = people sign in by passwords only
     * @param url where browsers reach it, without a slash at its end
     */
    public record Parts(
            ControlView view,
            Sessions sessions,
            Invitations invitations,
            @Nullable OidcSignIn oidc,
            ApiDoor door,
            WebPages pages,
            String url) {}

    /** @param random a secure one */
    public Dashboard(Parts parts, TimeSource time, RandomGenerator random, List<Section> sections) {
        this.parts = parts;
        this.signIn = new SignIn(parts.view(), time, random);
        this.welcome = new Welcome(parts, user -> caller(user, "", Environment.LIVE));
        this.sections = List.copyOf(sections);
    }

    /** Everything that is served. */
    public List<WebRoute> routes() {
        List<WebRoute> routes = new ArrayList<>(List.of(
                new WebRoute("GET", "/", call -> WebPages.seeOther(PATH, Map.of())),
                new WebRoute("GET", LOGIN, this::askWho),
                new WebRoute("POST", LOGIN, call -> guarded(call, this::enter)),
                new WebRoute("GET", Invitations.PATH, welcome::ask),
                new WebRoute(
                        "POST",
                        Invitations.PATH,
                        call -> guarded(call, one -> {
                            requireOwnSite(one);
                            return welcome.enter(one);
                        })),
                new WebRoute("POST", "/logout", call -> guarded(call, this::leave)),
                new WebRoute("GET", PATH, this::first)));
        OidcSignIn oidc = parts.oidc();
        if (oidc != null) {
            routes.add(new WebRoute("GET", OIDC, call -> leave(oidc, call)));
            routes.add(new WebRoute("GET", OidcSettings.CALLBACK, call -> comeBack(oidc, call)));
            // Has its own answer, for one takes one cookie.
            routes.add(new WebRoute(
                    "GET",
                    OIDC + "/done",
                    call -> WebPages.seeOther(next(call.query("next")), Map.of("Set-Cookie", oidcCookie("", 0)))));
        }
        for (Section section : sections) {
            for (Section.Page page : section.pages()) {
                routes.add(new WebRoute(
                        page.method(),
                        PATH + "/{application}/{environment}" + page.path(),
                        call -> guarded(call, one -> serve(page.handler(), one))));
            }
        }
        routes.add(new WebRoute("GET", PATH + "/<rest>", this::nothing));
        return List.copyOf(routes);
    }

    private Reply guarded(WebCall call, WebRoute.Handler handler) throws InterruptedException {
        try {
            return handler.serve(call);
        } catch (ForgedRequestException e) {
            return parts.pages().page(403, "forged", Map.of("detail", String.valueOf(e.getMessage())));
        }
    }

    private Reply askWho(WebCall call) {
        if (session(call) != null) {
            return WebPages.seeOther(PATH, Map.of());
        }
        Map<String, Object> values = new HashMap<>(Map.of("next", next(call.query("next"))));
        String account = call.query("account");
        if (account != null && !account.isBlank()) {
            values.put("account", account);
        }
        return login(call, 200, "", values);
    }

    private Reply login(WebCall call, int status, String fault, Map<String, ?> values) {
        Map<String, Object> all = new HashMap<>(values);
        all.put("fault", fault);
        OidcSignIn oidc = parts.oidc();
        if (oidc != null) {
            all.put("oidc", oidc.name());
        }
        return parts.pages().page(status, "login", all);
    }

    /** To the issuer, with an attempt that this browser keeps. */
    private Reply leave(OidcSignIn oidc, WebCall call) throws InterruptedException {
        OidcAttempt attempt = oidc.begin(call, Queries.text(call.query("account")), next(call.query("next")));
        String target = oidc.ask(attempt);
        return target == null
                ? login(call, 503, oidc.name() + " cannot be asked now. Try again.", Map.of("next", attempt.next()))
                : WebPages.seeOther(
                        target,
                        Map.of("Set-Cookie", oidcCookie(attempt.cookie(), SignInLimits.OIDC_PATIENCE.toSeconds())));
    }

    private Reply comeBack(OidcSignIn oidc, WebCall call) throws InterruptedException {
        OidcSignIn.Outcome outcome = oidc.enter(call);
        if (outcome.people().size() == 1) {
            String done = OIDC + "/done?next=" + URLEncoder.encode(next(outcome.next()), StandardCharsets.UTF_8);
            return signedIn(call, outcome.people().get(0), done);
        }
        boolean several = outcome.people().size() > 1;
        return login(
                call,
                401,
                several ? SEVERAL : outcome.fault(),
                Map.of("next", next(outcome.next()), "ask_oidc_account", several));
    }

    private String oidcCookie(String value, long seconds) {
        return OidcSignIn.COOKIE + "=" + value + "; Path=" + OIDC + "; Max-Age=" + seconds + "; HttpOnly; SameSite=Lax"
                + (parts.url().startsWith("https:") ? "; Secure" : "");
    }

    private Reply enter(WebCall call) throws InterruptedException {
        requireOwnSite(call);
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
            return login(call, problem.code().status(), problem.detail(), again);
        }
        if (found.size() != 1) {
            Map<String, Object> values = new HashMap<>(again);
            values.put("ask_account", found.size() > 1);
            return login(
                    call, 401, found.isEmpty() ? "There is nobody of this address and password." : SEVERAL, values);
        }
        return signedIn(call, found.get(0), next(call.field("next")));
    }

    private Reply signedIn(WebCall call, User user, String target) throws InterruptedException {
        Session before = session(call);
        String secret = parts.sessions().start(user, call.origin(), call.header("User-Agent"), call.now());
        if (before != null) {
            parts.sessions().end(before);
        }
        return WebPages.seeOther(target, Map.of("Set-Cookie", parts.sessions().cookie(secret)));
    }

    private Reply leave(WebCall call) throws InterruptedException {
        Session session = session(call);
        if (session != null) {
            requireOwnForm(call, session);
            parts.sessions().end(session);
        }
        return WebPages.seeOther(LOGIN, Map.of("Set-Cookie", parts.sessions().cookie("")));
    }

    /** A page of ours only. */
    private static String next(@Nullable String path) {
        return path != null && path.startsWith(PATH) && path.matches("[/A-Za-z0-9._~?&=%+@:-]{0,1000}") ? path : PATH;
    }

    private Reply first(WebCall call) {
        Session session = session(call);
        if (session == null) {
            return toLogin(call);
        }
        List<Application> all = parts.view().applications(session.getAccountId());
        if (all.isEmpty()) {
            return parts.pages().page(404, "missing", Map.of());
        }
        return WebPages.seeOther(PATH + "/" + all.get(0).getId() + "/" + Environment.LIVE.word(), Map.of());
    }

    private Reply nothing(WebCall call) {
        return session(call) == null ? toLogin(call) : parts.pages().page(404, "missing", Map.of());
    }

    private Reply serve(Section.Handler handler, WebCall call) throws InterruptedException {
        Session session = session(call);
        if (session == null) {
            return toLogin(call);
        }
        Visit visit = visit(call, session);
        if (visit == null) {
            return parts.pages().page(404, "missing", Map.of());
        }
        try {
            if (!call.method().equals("GET")) {
                requireOwnForm(call, session);
            }
            return handler.serve(visit);
        } catch (Problem problem) {
            return visit.show(problem.code().status(), "problem", Map.of("problem", Visit.problemValues(problem)));
        } catch (IllegalStateException e) {
            LOG.error("page {} failed, request {}", call.path(), call.origin().requestId(), e);
            Problem problem = Problem.of(ErrorCode.INTERNAL_ERROR, "This page could not be made.");
            return visit.show(500, "problem", Map.of("problem", Visit.problemValues(problem)));
        }
    }

    private @Nullable Session session(WebCall call) {
        return parts.sessions().of(call);
    }

    private static Reply toLogin(WebCall call) {
        if (call.header("HX-Request") != null) {
            return Reply.of(401, "text/plain; charset=utf-8", new byte[0], Map.of("HX-Redirect", LOGIN));
        }
        String target = call.path() + (call.queryString().isEmpty() ? "" : "?" + call.queryString());
        boolean back = call.method().equals("GET") && !target.equals(PATH);
        return WebPages.seeOther(
                back ? LOGIN + "?next=" + URLEncoder.encode(target, StandardCharsets.UTF_8) : LOGIN, Map.of());
    }

    /** Null where the account has no such application or there is no such environment. */
    private @Nullable Visit visit(WebCall call, Session session) {
        User user = parts.sessions().user(session);
        Account account = parts.view().account(session.getAccountId());
        Application application = parts.view().application(call.path("application"));
        Environment environment = environment(call.path("environment"));
        if (user == null
                || account == null
                || environment == null
                || application == null
                || !application.getAccountId().equals(account.getId())) {
            return null;
        }
        Visit.Place place = new Visit.Place(
                session,
                user,
                account,
                application,
                parts.view().applications(account.getId()),
                environment,
                parts.sessions().formToken(session));
        return new Visit(call, place, caller(user, application.getId(), environment), parts);
    }

    private Caller caller(User user, String application, Environment environment) {
        UserRole role = UserRole.of(user.getRole());
        return new Caller(
                user.getId(),
                role,
                user.getAccountId(),
                parts.view().plan(user.getAccountId()),
                application,
                environment,
                role.scopes(),
                new KeyLimits(new TreeSet<>(), new TreeSet<>()));
    }

    private static @Nullable Environment environment(String word) {
        try {
            return Environment.of(word);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** A form of ours carries the session's token; another site's does not know it. */
    private void requireOwnForm(WebCall call, Session session) {
        requireOwnSite(call);
        String header = call.header(TOKEN_HEADER);
        if (!parts.sessions().isFormToken(session, header == null ? call.field(TOKEN_FIELD) : header)) {
            throw new ForgedRequestException("This form is not of your session. Load its page again.");
        }
    }

    /** What browsers themselves say of where a request was made (Fetch Metadata, RFC 6454 section 7). */
    private static void requireOwnSite(WebCall call) {
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
