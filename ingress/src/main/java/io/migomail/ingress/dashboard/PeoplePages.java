package io.migomail.ingress.dashboard;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.migomail.control.UserRole;
import io.migomail.core.SignInLimits;
import io.migomail.core.record.User;
import io.migomail.ingress.json.Json;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.ingress.problem.Problem;
import io.migomail.ingress.rest.Reply;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The people of the account. An owner invites them by a link with which they choose a password that nobody else knows. */
final class PeoplePages implements Section {
    private static final String PATH = "/settings/people";
    private static final String USERS = "/v1/users";
    private static final String USER = "/v1/users/{id}";

    @Override
    public List<Page> pages() {
        return List.of(
                Page.get(PATH, visit -> visit.show("people", values(visit))),
                Page.post(PATH, this::invite),
                Page.post(PATH + "/{id}", this::change),
                Page.post(
                        PATH + "/{id}/link",
                        visit -> showLink(visit, visit.call().path("id"))),
                Page.post(PATH + "/{id}/delete", this::remove));
    }

    private static Map<String, Object> values(Visit visit) throws InterruptedException {
        Map<String, Object> values = new HashMap<>();
        values.put(
                "people",
                visit.api("GET", USERS)
                        .query("limit", "100")
                        .query("cursor", visit.call().query("cursor"))
                        .plain());
        values.put("roles", Arrays.stream(UserRole.values()).map(UserRole::word).toList());
        values.put("query", "");
        return values;
    }

    private Reply invite(Visit visit) throws InterruptedException {
        ObjectNode body = FormBody.of(visit).text("email", "name", "role").json();
        try {
            String id = visit.api("POST", USERS).body(body).json().path("id").asText();
            return showLink(visit, id);
        } catch (Problem problem) {
            return again(visit, problem, Json.plain(body));
        }
    }

    private Reply change(Visit visit) throws InterruptedException {
        ObjectNode body = FormBody.of(visit).text("role").json();
        try {
            visit.api("PATCH", USER)
                    .path("id", visit.call().path("id"))
                    .body(body)
                    .json();
        } catch (Problem problem) {
            return again(visit, problem, null);
        }
        return visit.goOn(visit.link(PATH), "The role is changed.");
    }

    /** For whoever has no password yet, or has forgotten it; the audit log tells that there is one before it is seen. */
    private static Reply showLink(Visit visit, String id) throws InterruptedException {
        visit.api("POST", "/own/invitations/{id}").path("id", id).reply();
        User user = visit.person(id);
        if (user == null) {
            throw Problem.of(ErrorCode.NOT_FOUND, "There is no such user.");
        }
        Map<String, Object> values = values(visit);
        values.put(
                "invited",
                Map.of(
                        "email",
                        user.getEmail(),
                        "link",
                        visit.invitation(user),
                        "days",
                        SignInLimits.INVITATION_LIFE.toDays()));
        return visit.show("people", values);
    }

    private Reply remove(Visit visit) throws InterruptedException {
        try {
            visit.api("DELETE", USER).path("id", visit.call().path("id")).reply();
        } catch (Problem problem) {
            return again(visit, problem, null);
        }
        return visit.goOn(visit.link(PATH), "They are removed and signed out.");
    }

    private static Reply again(Visit visit, Problem problem, @Nullable Object given) throws InterruptedException {
        return visit.showAgain(problem, "people", PeoplePages::values, given);
    }
}
