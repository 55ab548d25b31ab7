package io.migomail.ingress.dashboard;

import io.migomail.control.UserRole;
import io.migomail.core.Environment;
import io.migomail.core.record.Account;
import io.migomail.core.record.Application;
import io.migomail.core.record.Session;
import io.migomail.core.record.User;
import io.migomail.ingress.intake.Caller;
import io.migomail.ingress.problem.Problem;
import io.migomail.ingress.rest.Reply;
import io.migomail.ingress.rest.WebCall;
import io.migomail.ingress.web.WebPages;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One request of somebody who has signed in, for one application and environment of their account. One thread. */
public final class Visit {
    static final String NOTICE = "migo_notice";

    private final WebCall call;
    /** Read from the request, which a stream of events outlives. */
    private final String path;

    private final @Nullable String notice;
    private final Place place;
    private final Caller caller;
    private final Dashboard.Parts parts;

    /**
     * Who it is and where.
     *
     * @param applications all of the account's
     * @param formToken what forms carry
     */
    record Place(
            Session session,
            User user,
            Account account,
            Application application,
            List<Application> applications,
            Environment environment,
            String formToken) {}

    /** What a page shows beside its forms. */
    @FunctionalInterface
    interface Values {
        Map<String, Object> of(Visit visit) throws InterruptedException;
    }

    Visit(WebCall call, Place place, Caller caller, Dashboard.Parts parts) {
        this.call = call;
        this.path = call.path();
        this.notice = call.cookie(NOTICE);
        this.place = place;
        this.caller = caller;
        this.parts = parts;
    }

    /** The browser's request. */
    public WebCall call() {
        return call;
    }

    Session session() {
        return place.session();
    }

    Sessions sessions() {
        return parts.sessions();
    }

    /** The whole address of a person's invitation. */
    String invitation(User user) {
        return parts.url() + parts.invitations().link(user, call.now());
    }

    /** A person of the account as they are now. */
    @Nullable
    User person(String id) {
        User found = parts.view().user(id);
        return found != null && found.getAccountId().equals(account().getId()) ? found : null;
    }

    public User user() {
        return place.user();
    }

    public UserRole role() {
        return UserRole.of(place.user().getRole());
    }

    public Account account() {
        return place.account();
    }

    public Application application() {
        return place.application();
    }

    public Environment environment() {
        return place.environment();
    }

    /** A request to the API as this person: {@code api("GET", "/v1/messages/{id}").path("id", id).json()}. */
    public ApiRequest api(String method, String route) {
        return new ApiRequest(parts.door(), caller, call.origin(), method, route);
    }

    /** The address of a page below this application and environment: {@code link("/domains")}. */
    public String link(String path) {
        return Dashboard.PATH + "/" + place.application().getId() + "/"
                + place.environment().word() + path;
    }

    /** Whether the person may still see at that instant what they asked for: the session and the application are there, the role is theirs. */
    boolean holds(long now) {
        Application found = parts.view().application(application().getId());
        return parts.sessions().holds(session(), role(), now)
                && found != null
                && found.getAccountId().equals(account().getId());
    }

    /** A part of a page, with what every page has; also when its request has been answered, and on any thread. */
    String html(String template, Map<String, ?> values) {
        return parts.pages().html(template, model(values));
    }

    /** The page of a template, with what every page has. */
    public Reply show(String template, Map<String, ?> values) {
        return show(200, template, values);
    }

    /** The same with a status. */
    public Reply show(int status, String template, Map<String, ?> values) {
        return show(status, template, values, Map.of());
    }

    /** The same with headers in place of those that every page has. */
    Reply show(int status, String template, Map<String, ?> values, Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        if (notice != null) {
            all.put("Set-Cookie", NOTICE + "=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
        }
        return parts.pages().page(status, template, model(values), all);
    }

    /** The page of a form whose values were not taken: they, and {@code problem} with its {@code errors} by pointer. */
    public Reply showAgain(Problem problem, String template, Map<String, ?> values) {
        Map<String, Object> all = new HashMap<>(values);
        all.put("problem", problemValues(problem));
        return show(problem.code().status(), template, all);
    }

    /**
     * The same for a form among others on its page.
     *
     * @param given what was given; null = the page does not show it again
     * @throws Problem where it is about who may do it or about something that is not there, which no form can mend
     */
    Reply showAgain(Problem problem, String template, Values values, @Nullable Object given)
            throws InterruptedException {
        if (problem.code().status() == 404 || problem.code().status() == 403) {
            throw problem;
        }
        Map<String, Object> all = new HashMap<>(values.of(this));
        if (given != null) {
            all.put("given", given);
        }
        return showAgain(problem, template, all);
    }

    /** Leads on to another page, which shows the sentence once; an empty one is not shown. */
    public Reply goOn(String path, String notice) {
        String cookie = NOTICE + "=" + URLEncoder.encode(notice, StandardCharsets.UTF_8)
                + "; Path=/; Max-Age=30; HttpOnly; SameSite=Lax";
        return WebPages.seeOther(path, notice.isEmpty() ? Map.of() : Map.of("Set-Cookie", cookie));
    }

    static Map<String, Object> problemValues(Problem problem) {
        Map<String, String> errors = problem.errors().stream()
                .collect(Collectors.toMap(
                        each -> each.pointer(), each -> each.message(), (one, other) -> one + " " + other));
        return Map.of(
                "status", problem.code().status(),
                "code", problem.code().word(),
                "detail", problem.detail(),
                "errors", errors);
    }

    private Map<String, Object> model(Map<String, ?> values) {
        Map<String, Object> all = new HashMap<>();
        all.put("user", Map.of("id", user().getId(), "email", user().getEmail(), "name", user().getName()));
        all.put("role", role().word());
        all.put("scopes", caller.scopes().stream().collect(Collectors.toMap(scope -> scope, scope -> true)));
        Account account = place.account();
        all.put("account", Map.of("id", account.getId(), "name", account.getName(), "operator", account.getOperator()));
        all.put("application", of(application()));
        all.put("applications", place.applications().stream().map(Visit::of).toList());
        all.put("environment", environment().word());
        all.put("base", link(""));
        all.put("path", path);
        all.put("csrf", place.formToken());
        if (notice != null) {
            all.put("notice", decoded(notice));
        }
        all.putAll(values);
        return all;
    }

    private static String decoded(String text) {
        try {
            return java.net.URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return ""; // Not a cookie of ours.
        }
    }

    private static Map<String, String> of(Application application) {
        return Map.of("id", application.getId(), "name", application.getName());
    }
}
