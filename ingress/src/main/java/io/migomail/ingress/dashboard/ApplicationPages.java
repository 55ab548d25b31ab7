package io.migomail.ingress.dashboard;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.migomail.core.ContentKeeping;
import io.migomail.ingress.json.Json;
import io.migomail.ingress.problem.Problem;
import io.migomail.ingress.rest.Reply;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The applications of the account. */
final class ApplicationPages implements Section {
    private static final String PATH = "/settings/applications";
    private static final String APPLICATIONS = "/v1/applications";
    private static final String APPLICATION = "/v1/applications/{id}";

    @Override
    public List<Page> pages() {
        return List.of(
                Page.get(PATH, visit -> visit.show("applications", values(visit))),
                Page.post(PATH, this::create),
                Page.post(PATH + "/{id}", this::change),
                Page.post(PATH + "/{id}/delete", this::delete));
    }

    private static Map<String, Object> values(Visit visit) throws InterruptedException {
        Map<String, Object> values = new HashMap<>();
        values.put(
                "all",
                visit.api("GET", APPLICATIONS)
                        .query("limit", "100")
                        .query("cursor", visit.call().query("cursor"))
                        .plain());
        values.put(
                "keepings",
                Arrays.stream(ContentKeeping.values()).map(ContentKeeping::word).toList());
        values.put("query", "");
        return values;
    }

    private static ObjectNode body(Visit visit) {
        return FormBody.of(visit).anyText("name").text("content").json();
    }

    private Reply create(Visit visit) throws InterruptedException {
        ObjectNode body = body(visit);
        try {
            visit.api("POST", APPLICATIONS).body(body).json();
        } catch (Problem problem) {
            return again(visit, problem, Json.plain(body));
        }
        return visit.goOn(visit.link(PATH), "The application is there.");
    }

    private Reply change(Visit visit) throws InterruptedException {
        try {
            visit.api("PATCH", APPLICATION)
                    .path("id", visit.call().path("id"))
                    .body(body(visit))
                    .json();
        } catch (Problem problem) {
            return again(visit, problem, null);
        }
        return visit.goOn(visit.link(PATH), "The application is changed.");
    }

    private Reply delete(Visit visit) throws InterruptedException {
        String id = visit.call().path("id");
        try {
            visit.api("DELETE", APPLICATION).path("id", id).reply();
        } catch (Problem problem) {
            return again(visit, problem, null);
        }
        boolean here = id.equals(visit.application().getId());
        return visit.goOn(here ? Dashboard.PATH : visit.link(PATH), "The application is deleted.");
    }

    private static Reply again(Visit visit, Problem problem, @Nullable Object given) throws InterruptedException {
        return visit.showAgain(problem, "applications", ApplicationPages::values, given);
    }
}
