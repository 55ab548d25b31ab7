package io.migomail.ingress.dashboard;

import io.migomail.control.ControlView;
import io.migomail.core.Environment;
import io.migomail.core.TimeSource;
import io.migomail.core.record.Application;
import io.migomail.core.record.Session;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.ingress.problem.Problem;
import io.migomail.ingress.rest.ApiDoor;
import io.migomail.ingress.rest.Reply;
import io.migomail.ingress.rest.WebCall;
import io.migomail.ingress.rest.WebRoute;
import io.migomail.ingress.web.WebPages;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The dashboard's door: every page that there is, and who is let in to it. A section's page has
 * the application and the environment that it is about in its address. Thread-safe.
 */
public final class Dashboard {
    /** Where it is served. */
    public static final String PATH = "/dashboard";

    private static final Logger LOG = LoggerFactory.getLogger(Dashboard.class);

    private final Parts parts;
    private final OwnForms forms;
    private final LoginPages login;
    private final Visits visits;
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
        this.forms = new OwnForms(parts.sessions());
        this.login = new LoginPages(parts, new SignIn(parts.view(), time, random), forms);
        this.visits = new Visits(parts);
        this.welcome = new Welcome(parts, user -> visits.caller(user, "", Environment.LIVE));
        this.sections = List.copyOf(sections);
    }

    /** Everything that is served. */
    public List<WebRoute> routes() {
        List<WebRoute> routes = new ArrayList<>(List.of(
                new WebRoute("GET", "/", call -> WebPages.seeOther(PATH, Map.of())),
                new WebRoute("GET", LoginPages.PATH, login::ask),
                new WebRoute("POST", LoginPages.PATH, call -> guarded(call, login::enter)),
                new WebRoute("GET", Invitations.PATH, welcome::ask),
                new WebRoute(
                        "POST",
                        Invitations.PATH,
                        call -> guarded(call, one -> {
                            OwnForms.requireSite(one);
                            return welcome.enter(one);
                        })),
                new WebRoute("POST", "/logout", call -> guarded(call, login::leave)),
                new WebRoute("GET", PATH, this::first)));
        OidcSignIn oidc = parts.oidc();
        if (oidc != null) {
            routes.addAll(new OidcPages(oidc, login, parts.url().startsWith("https:")).routes());
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

    private Reply first(WebCall call) {
        Session session = parts.sessions().of(call);
        if (session == null) {
            return LoginPages.redirect(call);
        }
        List<Application> all = parts.view().applications(session.getAccountId());
        if (all.isEmpty()) {
            return parts.pages().page(404, "missing", Map.of());
        }
        return WebPages.seeOther(PATH + "/" + all.get(0).getId() + "/" + Environment.LIVE.word(), Map.of());
    }

    private Reply nothing(WebCall call) {
        return parts.sessions().of(call) == null
                ? LoginPages.redirect(call)
                : parts.pages().page(404, "missing", Map.of());
    }

    private Reply serve(Section.Handler handler, WebCall call) throws InterruptedException {
        Session session = parts.sessions().of(call);
        if (session == null) {
            return LoginPages.redirect(call);
        }
        Visit visit = visits.of(call, session);
        if (visit == null) {
            return parts.pages().page(404, "missing", Map.of());
        }
        try {
            if (!call.method().equals("GET")) {
                forms.require(call, session);
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
}
