package io.migomail.ingress.dashboard;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.migomail.core.IsoTime;
import io.migomail.core.Limits;
import io.migomail.core.Plan;
import io.migomail.core.record.Session;
import io.migomail.core.record.User;
import io.migomail.ingress.json.Json;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.ingress.problem.Problem;
import io.migomail.ingress.rest.Reply;
import io.migomail.ingress.web.WebPages;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What people have of their own: name, password and where they have signed in; and what their account's plan allows. */
final class SettingsPages implements Section {
    private static final String PATH = "/settings";

    @Override
    public List<Page> pages() {
        return List.of(
                Page.get(PATH, visit -> visit.show("settings", values(visit))),
                Page.post(PATH + "/name", this::rename),
                Page.post(PATH + "/password", this::setPassword),
                Page.post(PATH + "/sessions", this::endSession));
    }

    private static Map<String, Object> values(Visit visit) throws InterruptedException {
        Map<String, Object> values = new HashMap<>();
        if ("password".equals(visit.call().query("changed"))) {
            values.put("notice", "Your password is changed; you are signed out everywhere else.");
        }
        values.put("least", Limits.PASSWORD_CHARS_MIN);
        values.put("password_set", !visit.user().getPasswordHash().isEmpty());
        values.put(
                "sessions",
                visit.sessions().of(visit.user().getId(), visit.call().now()).stream()
                        .map(session -> one(visit, session))
                        .toList());
        String plan = Plan.ofRecord(visit.account().getPlan()).word();
        values.put("plan", plan);
        values.put("limits", Json.plain(visit.api("GET", "/v1/limits").json()));
        return values;
    }

    private static Map<String, Object> one(Visit visit, Session session) {
        return Map.of(
                "id", session.getId(),
                "since", IsoTime.text(session.getCreatedAt()),
                "until", IsoTime.text(session.getExpiresAt()),
                "source", session.getSource(),
                "user_agent", session.getUserAgent(),
                "current", session.getId().equals(visit.session().getId()));
    }

    private Reply rename(Visit visit) throws InterruptedException {
        String name = visit.call().field("name");
        try {
            visit.api("PATCH", "/own").body(Json.object().put("name", name)).json();
        } catch (Problem problem) {
            return again(visit, problem, Map.of("name", name));
        }
        return visit.goOn(visit.link(PATH), "Your name is changed.");
    }

    /** Signs them out everywhere, and in here anew. */
    private Reply setPassword(Visit visit) throws InterruptedException {
        String password = visit.call().field("password");
        ObjectNode body = Json.object()
                .put("password", password)
                .put("old_password", visit.call().field("old_password"));
        try {
            if (password.isEmpty()) {
                throw Problem.at("/password", ErrorCode.MISSING_FIELD, "The field is required.");
            }
            if (!password.equals(visit.call().field("again"))) {
                throw Problem.at("/again", ErrorCode.INVALID_VALUE, "This is not the same password.");
            }
            visit.api("PATCH", "/own").body(body).json();
        } catch (Problem problem) {
            return again(visit, problem, Map.of());
        }
        User after = visit.person(visit.user().getId());
        String cookie = visit.sessions().startAnew(after == null ? visit.user() : after, visit.call());
        // One answer sets one cookie: the sentence is asked for instead.
        return WebPages.seeOther(visit.link(PATH) + "?changed=password", Map.of("Set-Cookie", cookie));
    }

    private Reply endSession(Visit visit) throws InterruptedException {
        String id = visit.call().field("id");
        if (id.equals("others")) {
            visit.sessions().endOthers(visit.session());
            return visit.goOn(visit.link(PATH), "You are signed out everywhere else.");
        }
        for (Session session :
                visit.sessions().of(visit.user().getId(), visit.call().now())) {
            if (session.getId().equals(id)) {
                visit.sessions().end(session);
            }
        }
        return id.equals(visit.session().getId())
                ? WebPages.seeOther(
                        "/login", Map.of("Set-Cookie", visit.sessions().cookie("")))
                : visit.goOn(visit.link(PATH), "That browser is signed out.");
    }

    private static Reply again(Visit visit, Problem problem, Map<String, ?> given) throws InterruptedException {
        Map<String, Object> values = values(visit);
        values.put("given", given);
        return visit.showAgain(problem, "settings", values);
    }
}
