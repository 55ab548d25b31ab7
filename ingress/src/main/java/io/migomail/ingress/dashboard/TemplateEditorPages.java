package io.migomail.ingress.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.ingress.problem.Problem;
import io.migomail.ingress.rest.Reply;
import io.migomail.templates.StarterTemplates;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writing templates: where they begin, the editor, and what its form does. */
final class TemplateEditorPages implements Section {
    private static final List<String> KINDS = List.of("template", "layout", "partial");

    @Override
    public List<Page> pages() {
        return List.of(
                Page.get("/new-template", this::begin),
                Page.post("/new-template", this::create),
                Page.post("/new-template/import", this::imported),
                Page.get("/templates/{alias}/edit", this::edit),
                Page.post("/templates/{alias}/versions", this::save));
    }

    private Reply begin(Visit visit) throws InterruptedException {
        String from = visit.call().query("from");
        if (from == null) {
            return visit.show(
                    "template-new",
                    Map.of(
                            "starters",
                            StarterTemplates.all().stream()
                                    .map(each -> Map.of("alias", each.alias(), "subject", each.subject()))
                                    .toList()));
        }
        if (KINDS.contains(from)) {
            return show(visit, TemplateForm.blank(from));
        }
        for (StarterTemplates.Starter starter : StarterTemplates.all()) {
            if (starter.alias().equals(from)) {
                return show(visit, form(starter));
            }
        }
        throw Problem.of(ErrorCode.NOT_FOUND, "There is no such starter template.");
    }

    private static TemplateForm form(StarterTemplates.Starter starter) {
        return TemplateForm.blank("template")
                .with("alias", starter.alias())
                .with("subject", starter.subject())
                .with("html", starter.html())
                .with("class", starter.messageClass().word())
                .with("variables", starter.sample().strip());
    }

    private Reply imported(Visit visit) throws InterruptedException {
        String html = visit.call().field("html").replace("\r\n", "\n");
        TemplateForm form = HtmlImport.of(html);
        for (String syntax : HtmlImport.syntaxes(html)) {
            TemplateForm tried = form.with("syntax", syntax);
            TemplateForm whole = form.get("subject").isBlank() ? tried.with("subject", "Untitled") : tried;
            if (check(visit, whole).path("valid").asBoolean()) {
                return show(visit, tried, true);
            }
        }
        return show(visit, form, true);
    }

    private Reply edit(Visit visit) throws InterruptedException {
        String alias = visit.call().path("alias");
        JsonNode template =
                visit.api("GET", TemplatePages.ONE).path("alias", alias).json();
        String number = visit.call().query("version");
        JsonNode version = number == null
                ? TemplatePages.version(
                        visit, alias, template.path("latest_version").asText())
                : TemplatePages.version(visit, alias, number);
        TemplateForm form = TemplateForm.of(template, version);
        return show(visit, form.with("variables", sample(alias, version.path("variables"))));
    }

    static String sample(String alias, JsonNode variables) {
        return SampleVariables.text(SampleVariables.of(alias, variables));
    }

    static JsonNode check(Visit visit, TemplateForm form) throws InterruptedException {
        return visit.api("POST", TemplatePages.ONE + "/validate")
                .path("alias", form.alias())
                .body(form.sourceOfKind())
                .json();
    }

    private Reply create(Visit visit) throws InterruptedException {
        TemplateForm form = TemplateForm.of(visit.call());
        ObjectNode body = form.designed().put("alias", form.get("alias"));
        if (!form.get("name").isBlank()) {
            body.put("name", form.get("name"));
        }
        if (!form.isTemplate()) {
            body.put("kind", form.get("kind"));
        }
        boolean publish = isPublished(visit);
        try {
            visit.api("POST", "/v1/templates")
                    .body(body.put("activate", publish))
                    .reply();
        } catch (Problem problem) {
            return again(visit, problem, form);
        }
        return visit.goOn(
                visit.link("/templates/" + form.get("alias")),
                publish ? "It is published: sends may name it." : "It is saved as a draft.");
    }

    private Reply save(Visit visit) throws InterruptedException {
        String alias = visit.call().path("alias");
        TemplateForm form = TemplateForm.of(visit.call()).with("alias", alias);
        boolean publish = isPublished(visit);
        JsonNode saved;
        try {
            saved = visit.api("POST", TemplatePages.ONE + "/versions")
                    .path("alias", alias)
                    .body(form.designed().put("activate", publish))
                    .json();
        } catch (Problem problem) {
            return again(visit, problem, form);
        }
        String number = saved.path("number").asText();
        return visit.goOn(
                visit.link("/templates/" + alias),
                publish ? "Version " + number + " is published." : "Version " + number + " is saved as a draft.");
    }

    private static boolean isPublished(Visit visit) {
        return visit.call().field("save").equals("publish");
    }

    /** The page that the form came from. */
    static Reply again(Visit visit, Problem problem, TemplateForm form) throws InterruptedException {
        return visit.showAgain(problem, "template-editor", model(visit, form, true));
    }

    static Reply show(Visit visit, TemplateForm form) throws InterruptedException {
        return show(visit, form, false);
    }

    private static Reply show(Visit visit, TemplateForm form, boolean unsaved) throws InterruptedException {
        return visit.show("template-editor", model(visit, form, unsaved));
    }

    private static Map<String, Object> model(Visit visit, TemplateForm form, boolean unsaved)
            throws InterruptedException {
        Map<String, Object> model = new HashMap<>();
        model.put("form", form.values());
        model.put("unsaved", unsaved);
        model.put("layouts", layouts(visit));
        model.put("sender", TemplateTestPages.sender(visit, form));
        return model;
    }

    /** Aliases of the layouts that a template may name. */
    private static List<String> layouts(Visit visit) throws InterruptedException {
        List<String> out = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = visit.api("GET", "/v1/templates")
                    .query("limit", "100")
                    .query("cursor", cursor)
                    .json();
            for (JsonNode each : page.path("data")) {
                if (each.path("kind").asText().equals("layout")
                        && !each.path("active_version").isNull()) {
                    out.add(each.path("alias").asText());
                }
            }
            cursor = TemplatePages.text(page, "next_cursor");
        } while (!cursor.isEmpty());
        return out;
    }
}
