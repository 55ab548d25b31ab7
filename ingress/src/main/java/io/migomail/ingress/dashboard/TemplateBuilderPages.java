package io.migomail.ingress.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.migomail.ingress.json.Json;
import io.migomail.ingress.problem.Problem;
import io.migomail.ingress.rest.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Templates put together of blocks: the browser compiles them, a version keeps the HTML that came of it and, as its design,
 * what the builder opens again. The pages have a policy of their own, since the builder styles what it shows by attributes.
 */
final class TemplateBuilderPages implements Section {
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
            + "img-src 'self' data: https:; connect-src 'self'; form-action 'self'; base-uri 'none'; "
            + "frame-ancestors 'none'";
    /** What the field {@code builder} holds where neither design nor HTML were touched. */
    private static final String KEPT = "kept";

    private static final String PAGE = "template-builder";

    @Override
    public List<Page> pages() {
        return List.of(
                Page.get("/new-template/builder", visit -> show(visit, TemplateForm.blank("template"), "new")),
                Page.post("/new-template/builder", this::create),
                Page.get("/templates/{alias}/builder", this::open),
                Page.post("/templates/{alias}/builder", this::save));
    }

    private Reply open(Visit visit) throws InterruptedException {
        String alias = visit.call().path("alias");
        JsonNode template =
                visit.api("GET", TemplatePages.ONE).path("alias", alias).json();
        String number = visit.call().query("version");
        JsonNode version = TemplatePages.version(
                visit, alias, number == null ? template.path("latest_version").asText() : number);
        TemplateForm form = TemplateForm.of(template, version);
        if (!form.isTemplate()) {
            return show(visit, form, "piece");
        }
        if (visit.call().query("new") != null) {
            return show(
                    visit,
                    form.with("design", "").with("html", "").with("text", "").with("layout", ""),
                    "new");
        }
        if (form.get("design").isEmpty()) {
            return show(visit, form, "none");
        }
        return show(visit, form, isProject(form.get("design")) ? "opened" : "foreign");
    }

    /** Whether it is a design of this builder: an object with pages. */
    private static boolean isProject(String design) {
        try {
            return Json.read(design.getBytes(StandardCharsets.UTF_8))
                    .path("pages")
                    .isArray();
        } catch (IOException e) {
            return false; // Another editor's text.
        }
    }

    private Reply create(Visit visit) throws InterruptedException {
        TemplateForm form = TemplateForm.of(visit.call()).with("kind", "template");
        ObjectNode body = form.designed().put("alias", form.get("alias"));
        if (!form.get("name").isBlank()) {
            body.put("name", form.get("name"));
        }
        return saved(visit, form, "/v1/templates", body);
    }

    private Reply save(Visit visit) throws InterruptedException {
        TemplateForm form = kept(
                visit,
                TemplateForm.of(visit.call())
                        .with("kind", "template")
                        .with("alias", visit.call().path("alias")));
        return saved(visit, form, TemplatePages.ONE + "/versions", form.designed());
    }

    /** With HTML, text and design of the version that it is based on, octet for octet, where the builder left them alone. */
    private static TemplateForm kept(Visit visit, TemplateForm form) throws InterruptedException {
        if (!form.get("builder").equals(KEPT)) {
            return form;
        }
        JsonNode version = TemplatePages.version(visit, form.get("alias"), form.get("base"));
        return form.with("html", TemplatePages.text(version, "html"))
                .with("text", TemplatePages.text(version, "text"))
                .with("design", TemplatePages.text(version, "design"));
    }

    private static Reply saved(Visit visit, TemplateForm form, String route, ObjectNode body)
            throws InterruptedException {
        boolean publish = visit.call().field("save").equals("publish");
        try {
            ApiRequest request = visit.api("POST", route);
            if (!route.equals("/v1/templates")) {
                request.path("alias", form.get("alias"));
            }
            request.body(body.put("activate", publish)).reply();
        } catch (Problem problem) {
            boolean touched = !form.get("builder").equals(KEPT);
            Map<String, Object> model = model(form, form.get("design").isEmpty() ? "new" : "opened", touched);
            model.put("problem", Visit.problemValues(problem));
            return visit.show(problem.code().status(), PAGE, model, headers());
        }
        return visit.goOn(
                visit.link("/templates/" + form.get("alias")),
                publish ? "It is published: sends may name it." : "It is saved as a draft.");
    }

    private static Reply show(Visit visit, TemplateForm form, String state) {
        return visit.show(200, PAGE, model(form, state, false), headers());
    }

    private static Map<String, String> headers() {
        return Map.of("Content-Security-Policy", POLICY);
    }

    /**
     * What the page shows.
     *
     * @param state {@code new}, {@code opened}; or why it cannot be opened: {@code none}, {@code foreign}, {@code piece}
     */
    private static Map<String, Object> model(TemplateForm form, String state, boolean touched) {
        Map<String, Object> model = new HashMap<>();
        model.put("form", form.values());
        model.put("state", state);
        model.put("unsaved", touched);
        return model;
    }
}
