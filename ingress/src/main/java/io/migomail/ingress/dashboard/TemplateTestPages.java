package io.migomail.ingress.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.migomail.ingress.json.Json;
import io.migomail.ingress.problem.FieldError;
import io.migomail.ingress.problem.Problem;
import io.migomail.ingress.rest.Reply;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Trying out what stands in the editor: its preview, and a test that is sent. */
final class TemplateTestPages implements Section {
    @Override
    public List<Page> pages() {
        return List.of(
                Page.post("/template-preview", this::preview),
                Page.post("/template-frame", this::frame),
                Page.post("/template-test", this::send));
    }

    /** Faults, subject, text and what else is to be said, as a part of a page. */
    private Reply preview(Visit visit) throws InterruptedException {
        TemplateForm form = TemplateForm.of(visit.call());
        Map<String, Object> model = new HashMap<>();
        JsonNode check;
        try {
            check = TemplateEditorPages.check(visit, form);
        } catch (Problem problem) {
            // A form that is not filled in yet: what is missing is what the preview shows.
            model.putAll(Map.of("check", Map.of("errors", List.of()), "sample", "", "faults", faults(problem)));
            return visit.show("template-preview", model);
        }
        model.put("check", Json.plain(check));
        model.put("sample", TemplateEditorPages.sample(form.alias(), check.path("variables")));
        model.put("faults", List.of());
        if (check.path("valid").asBoolean()) {
            try {
                JsonNode rendered = render(visit, form, check);
                String html = rendered.path("html").asText();
                String subject = rendered.path("subject").asText();
                model.put("rendered", Json.plain(rendered));
                model.put("html_bytes", PreviewNotes.bytes(html));
                model.put("text_bytes", PreviewNotes.bytes(rendered.path("text").asText()));
                model.put("notes", PreviewNotes.of(subject, html));
            } catch (Problem problem) {
                model.put("faults", faults(problem));
            }
        }
        return visit.show("template-preview", model);
    }

    private static List<Map<String, String>> faults(Problem problem) {
        List<Map<String, String>> out = new ArrayList<>();
        for (FieldError error : problem.errors()) {
            out.add(Map.of("pointer", error.pointer(), "message", error.message()));
        }
        if (out.isEmpty()) {
            out.add(Map.of("pointer", "", "message", problem.detail()));
        }
        return out;
    }

    private Reply frame(Visit visit) throws InterruptedException {
        TemplateForm form = TemplateForm.of(visit.call());
        try {
            return PreviewFrame.of(render(visit, form, TemplateEditorPages.check(visit, form)));
        } catch (Problem problem) {
            return PreviewFrame.fault(problem.detail());
        }
    }

    private static JsonNode render(Visit visit, TemplateForm form, JsonNode check) throws InterruptedException {
        ObjectNode body = Json.object();
        body.set("source", form.sourceOfKind());
        body.set("variables", variables(form, check));
        return visit.api("POST", TemplatePages.ONE + "/render")
                .path("alias", form.alias())
                .body(body)
                .json();
    }

    private static ObjectNode variables(TemplateForm form, JsonNode check) {
        return form.hasVariables() ? form.variables() : SampleVariables.of(form.alias(), check.path("variables"));
    }

    private Reply send(Visit visit) throws InterruptedException {
        TemplateForm form = TemplateForm.of(visit.call());
        boolean part = visit.call().header("HX-Request") != null;
        Map<String, Object> model = new HashMap<>(Map.of("to", form.get("to")));
        try {
            ObjectNode body = content(visit, form).put("to", form.get("to")).put("from", form.get("from"));
            body.putArray("tags").add("template-test");
            if (!form.get("class").isEmpty()) {
                body.put("class", form.get("class"));
            }
            model.put(
                    "sent",
                    Json.plain(visit.api("POST", "/v1/messages").body(body).json()));
        } catch (Problem problem) {
            if (!part) {
                return TemplateEditorPages.again(visit, problem, form);
            }
            model.put("faults", faults(problem));
        }
        return visit.show("template-test", model);
    }

    /** A version that stands there unchanged is sent as one; anything else as what it renders to. */
    private static ObjectNode content(Visit visit, TemplateForm form) throws InterruptedException {
        JsonNode check = TemplateEditorPages.check(visit, form);
        if (isSaved(visit, form)) {
            ObjectNode body = Json.object()
                    .put("template", form.get("alias"))
                    .put("template_version", Integer.parseInt(form.get("base")));
            return body.set("variables", variables(form, check));
        }
        JsonNode rendered = render(visit, form, check);
        ObjectNode body = Json.object().put("subject", rendered.path("subject").asText());
        for (String part : List.of("html", "text")) {
            if (!rendered.path(part).asText().isEmpty()) {
                body.put(part, rendered.path(part).asText());
            }
        }
        return body;
    }

    private static boolean isSaved(Visit visit, TemplateForm form) throws InterruptedException {
        if (!form.get("base").matches("[0-9]{1,9}") || !form.isTemplate()) {
            return false;
        }
        JsonNode version = TemplatePages.version(visit, form.get("alias"), form.get("base"));
        TemplateForm saved = TemplateForm.of(Json.object(), version);
        return saved.source().equals(form.source());
    }

    /** An address that tests may come from: what was given, else one of a verified domain; empty = there is none. */
    static String sender(Visit visit, TemplateForm form) throws InterruptedException {
        if (!form.get("from").isEmpty()) {
            return form.get("from");
        }
        for (JsonNode domain :
                visit.api("GET", "/v1/domains").query("limit", "100").json().path("data")) {
            if (domain.path("verified").asBoolean()
                    && domain.path("stream").asText().equals("transactional")) {
                return "noreply@" + domain.path("name").asText();
            }
        }
        return "";
    }
}
