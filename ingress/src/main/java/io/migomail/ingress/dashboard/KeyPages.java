package io.migomail.ingress.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.migomail.core.IsoTime;
import io.migomail.ingress.json.Json;
import io.migomail.ingress.problem.Problem;
import io.migomail.ingress.rest.Reply;
import io.migomail.ingress.web.WebPages;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The API keys of an application: which there are, what each may do; a new one is shown once, in the answer that made it. */
final class KeyPages implements Section {
    private static final String KEYS = "/v1/api-keys";
    private static final String KEY = KEYS + "/{id}";
    /** So many names are offered to choose from; more are typed. */
    private static final int OFFERED = 20;

    @Override
    public List<Page> pages() {
        return List.of(
                Page.get("/keys", this::list),
                Page.get("/keys/new", visit -> visit.show("key-new", choices(visit))),
                Page.post("/keys/new", this::create),
                Page.get("/keys/{id}", this::show),
                Page.post("/keys/{id}", this::change),
                Page.post("/keys/{id}/rotate", this::rotate),
                Page.post("/keys/{id}/revoke", this::revoke));
    }

    private Reply list(Visit visit) throws InterruptedException {
        JsonNode answer = visit.api("GET", KEYS)
                .query("application", visit.application().getId())
                .query("cursor", visit.call().query("cursor"))
                .json();
        answer.path("data").forEach(key -> putState(key, visit));
        return visit.show("keys", Map.of("keys", Json.plain(answer)));
    }

    private Reply create(Visit visit) throws InterruptedException {
        FormBody form = FormBody.of(visit)
                .text("name")
                .lines("scopes", "domains", "templates", "sources")
                .instant("expires_at")
                .flag("require_signature");
        ObjectNode body = form.json().deepCopy();
        body.put("application", visit.application().getId());
        body.put("environment", visit.environment().word());
        try {
            return shownOnce(visit, visit.api("POST", KEYS).body(body).json());
        } catch (Problem problem) {
            Map<String, Object> values = choices(visit);
            values.put("given", form.plain());
            return visit.showAgain(problem, "key-new", values);
        }
    }

    /** Shown on a page of its own application and environment, where it can be changed. */
    private Reply show(Visit visit) throws InterruptedException {
        JsonNode key = find(visit);
        String environment = key.path("environment").asText();
        String application = key.path("application").asText();
        if (!environment.equals(visit.environment().word())
                || !application.equals(visit.application().getId())) {
            String there = Dashboard.PATH + "/" + application + "/" + environment + "/keys/" + id(visit);
            return WebPages.seeOther(there, Map.of());
        }
        return visit.show("key", values(visit, key));
    }

    private Reply change(Visit visit) throws InterruptedException {
        FormBody form = FormBody.of(visit)
                .anyText("name")
                .lines("scopes", "domains", "templates", "sources")
                .flag("require_signature");
        // The page shows minutes and a key may end for its successor: what was not touched is not set.
        if (!visit.call().field("expires_at").equals(visit.call().field("expires_before"))) {
            form.anyInstant("expires_at");
        }
        try {
            visit.api("PATCH", KEY).path("id", id(visit)).body(form.json()).json();
            return visit.goOn(visit.link("/keys/" + id(visit)), "The key is changed.");
        } catch (Problem problem) {
            return again(visit, problem, form.plain());
        }
    }

    private Reply rotate(Visit visit) throws InterruptedException {
        FormBody form = FormBody.of(visit).number("overlap_seconds");
        try {
            return shownOnce(
                    visit,
                    visit.api("POST", KEY + "/rotate")
                            .path("id", id(visit))
                            .body(form.json())
                            .json());
        } catch (Problem problem) {
            return again(visit, problem, null);
        }
    }

    private Reply revoke(Visit visit) throws InterruptedException {
        visit.api("DELETE", KEY).path("id", id(visit)).reply();
        return visit.goOn(visit.link("/keys"), "The key is revoked: nothing is let in by it any more.");
    }

    private Reply shownOnce(Visit visit, JsonNode made) throws InterruptedException {
        JsonNode domains = visit.api("GET", "/v1/domains").query("limit", "100").json();
        String domain = "";
        for (JsonNode each : domains.path("data")) {
            if (domain.isEmpty() && each.path("verified").asBoolean()) {
                domain = each.path("name").asText();
            }
        }
        String example = SendExample.of(made, domain, visit.user().getEmail());
        return visit.show(
                "key-made", Map.of("made", Json.plain(made), "example", example, "has_domain", !domain.isEmpty()));
    }

    private Reply again(Visit visit, Problem problem, @Nullable Object given) throws InterruptedException {
        Map<String, Object> values = values(visit, find(visit));
        if (given != null) {
            values.put("given", given);
        }
        return visit.showAgain(problem, "key", values);
    }

    private static Map<String, Object> values(Visit visit, JsonNode key) throws InterruptedException {
        putState(key, visit);
        Map<String, Object> values = choices(visit);
        values.put("key", Json.plain(key));
        values.put("given", Json.plain(key));
        return values;
    }

    private static JsonNode find(Visit visit) throws InterruptedException {
        return visit.api("GET", KEY).path("id", id(visit)).json();
    }

    private static String id(Visit visit) {
        return visit.call().path("id");
    }

    /** What a key can be limited to, where there is not too much of it to choose from. */
    private static Map<String, Object> choices(Visit visit) throws InterruptedException {
        Map<String, Object> values = new HashMap<>();
        values.put("domain_choices", names(visit, "/v1/domains", "name"));
        values.put("template_choices", names(visit, "/v1/templates", "alias"));
        return values;
    }

    private static List<String> names(Visit visit, String route, String field) throws InterruptedException {
        JsonNode answer =
                visit.api("GET", route).query("limit", String.valueOf(OFFERED)).json();
        List<String> names = new ArrayList<>();
        if (!answer.path("has_more").asBoolean()) {
            answer.path("data").forEach(each -> names.add(each.path(field).asText()));
        }
        return names;
    }

    private static void putState(JsonNode key, Visit visit) {
        ((ObjectNode) key).put("state", state(key, visit.call().now()));
    }

    private static String state(JsonNode key, long now) {
        JsonNode end = key.path("expires_at");
        if (key.path("revoked").asBoolean()) {
            return "revoked";
        }
        if (end.isTextual() && IsoTime.millis(end.asText()) <= now) {
            return "expired";
        }
        return key.path("succeeded_by").isTextual() ? "replaced" : "active";
    }
}
