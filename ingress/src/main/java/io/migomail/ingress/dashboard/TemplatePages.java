package io.migomail.ingress.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.migomail.ingress.json.Json;
import io.migomail.ingress.problem.Problem;
import io.migomail.ingress.rest.Reply;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Templates, layouts and partials with their versions: looking, comparing, publishing, rolling back, promoting. */
final class TemplatePages implements Section {
    static final String ONE = "/v1/templates/{alias}";
    static final String VERSION = ONE + "/versions/{n}";
    /** So many versions are shown unless all are asked for. */
    private static final int SHOWN = 30;

    private static final List<String> FIELDS = List.of("subject", "class", "locale", "layout", "syntax");

    @Override
    public List<Page> pages() {
        return List.of(
                Page.get("/templates", this::list),
                Page.get("/templates/{alias}", visit -> template(visit, null, Map.of())),
                Page.post("/templates/{alias}/activate", this::activate),
                Page.post("/templates/{alias}/promote", this::promote),
                Page.get("/templates/{alias}/compare", this::compare),
                Page.get("/templates/{alias}/versions/{n}/frame", this::frame));
    }

    private Reply list(Visit visit) throws InterruptedException {
        JsonNode page = visit.api("GET", "/v1/templates")
                .query("cursor", visit.call().query("cursor"))
                .json();
        for (JsonNode template : page.path("data")) {
            JsonNode version = visit.api("GET", ONE)
                    .path("alias", template.path("alias").asText())
                    .json()
                    .path("version");
            ((ObjectNode) template)
                    .put("locale", version.path("locale").asText())
                    .put("subject", version.path("subject").asText())
                    .put("designed", !version.path("design").isNull());
        }
        return visit.show("templates", Map.of("templates", Json.plain(page)));
    }

    private Reply template(Visit visit, @Nullable Problem problem, Map<String, ?> values) throws InterruptedException {
        String alias = visit.call().path("alias");
        JsonNode template = visit.api("GET", ONE).path("alias", alias).json();
        List<JsonNode> versions = versions(visit, alias);
        boolean all = visit.call().query("all") != null;
        Map<String, Object> model = new HashMap<>(values);
        model.put("template", Json.plain(template));
        model.put("total", versions.size());
        model.put(
                "versions",
                versions.stream()
                        .limit(all ? Integer.MAX_VALUE : SHOWN)
                        .map(Json::plain)
                        .toList());
        return problem == null ? visit.show("template", model) : visit.showAgain(problem, "template", model);
    }

    /** The latest first. */
    private static List<JsonNode> versions(Visit visit, String alias) throws InterruptedException {
        List<JsonNode> out = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = visit.api("GET", ONE + "/versions")
                    .path("alias", alias)
                    .query("limit", "100")
                    .query("cursor", cursor)
                    .json();
            page.path("data").forEach(out::add);
            cursor = text(page, "next_cursor");
        } while (!cursor.isEmpty());
        Collections.reverse(out);
        return out;
    }

    private Reply activate(Visit visit) throws InterruptedException {
        String alias = visit.call().path("alias");
        String number = visit.call().field("version");
        try {
            visit.api("POST", VERSION + "/activate")
                    .path("alias", alias)
                    .path("n", number)
                    .reply();
        } catch (Problem problem) {
            return template(visit, problem, Map.of());
        }
        return visit.goOn(visit.link("/templates/" + alias), "Version " + number + " is what is sent from now on.");
    }

    private Reply promote(Visit visit) throws InterruptedException {
        String alias = visit.call().path("alias");
        ObjectNode body = Json.object().put("application", visit.call().field("application"));
        String version = visit.call().field("version");
        if (version.matches("[0-9]{1,9}")) {
            body.put("version", Integer.parseInt(version));
        }
        boolean dry = !visit.call().field("dry_run").isEmpty();
        body.put("activate", !visit.call().field("activate").isEmpty()).put("dry_run", dry);
        JsonNode done;
        try {
            done = visit.api("POST", ONE + "/promote")
                    .path("alias", alias)
                    .body(body)
                    .json();
        } catch (Problem problem) {
            return template(visit, problem, Map.of());
        }
        return dry
                ? template(visit, null, Map.of("promotion", Json.plain(done)))
                : visit.goOn(
                        visit.link("/templates/" + alias),
                        done.path("identical").asBoolean()
                                ? "The same is active there already."
                                : "It is version " + done.path("template_version") + " there.");
    }

    private Reply compare(Visit visit) throws InterruptedException {
        String alias = visit.call().path("alias");
        JsonNode template = visit.api("GET", ONE).path("alias", alias).json();
        int latest = template.path("latest_version").asInt();
        String to = given(visit.call().query("to"), latest);
        String from = given(visit.call().query("from"), Math.max(1, latest - 1));
        JsonNode was = version(visit, alias, from);
        JsonNode is = version(visit, alias, to);
        Map<String, List<String>> fields = new LinkedHashMap<>();
        for (String field : FIELDS) {
            if (!was.path(field).equals(is.path(field))) {
                fields.put(field, List.of(text(was, field), text(is, field)));
            }
        }
        return visit.show(
                "template-compare",
                Map.of(
                        "template",
                        Json.plain(template),
                        "from",
                        from,
                        "to",
                        to,
                        "fields",
                        fields,
                        "html",
                        DiffRows.of(text(was, "html"), text(is, "html")),
                        "text",
                        DiffRows.of(text(was, "text"), text(is, "text")),
                        "designed",
                        !was.path("design").equals(is.path("design")),
                        "bound",
                        DiffRows.ROWS));
    }

    private static String given(@Nullable String number, int otherwise) {
        return number != null && number.matches("[0-9]{1,9}") ? number : Integer.toString(otherwise);
    }

    static String text(JsonNode version, String field) {
        return version.path(field).isTextual() ? version.path(field).textValue() : "";
    }

    static JsonNode version(Visit visit, String alias, String number) throws InterruptedException {
        return visit.api("GET", VERSION).path("alias", alias).path("n", number).json();
    }

    /** What a version looks like with sample variables, as a document of its own. */
    private Reply frame(Visit visit) throws InterruptedException {
        String alias = visit.call().path("alias");
        JsonNode version = version(visit, alias, visit.call().path("n"));
        ObjectNode body = Json.object().put("version", version.path("number").asInt());
        body.set("variables", SampleVariables.of(alias, version.path("variables")));
        try {
            return PreviewFrame.of(visit.api("POST", ONE + "/render")
                    .path("alias", alias)
                    .body(body)
                    .json());
        } catch (Problem problem) {
            return PreviewFrame.fault(problem.detail());
        }
    }
}
