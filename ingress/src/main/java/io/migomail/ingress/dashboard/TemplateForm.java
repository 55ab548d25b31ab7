package io.migomail.ingress.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.migomail.ingress.json.Json;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.ingress.problem.Problem;
import io.migomail.ingress.rest.WebCall;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The fields of the editor's form, none of them null.
 *
 * @param values by name; texts with line feeds alone
 */
record TemplateForm(Map<String, String> values) {
    private static final List<String> SOURCE =
            List.of("subject", "html", "text", "syntax", "class", "locale", "layout");
    private static final List<String> FURTHER =
            List.of("alias", "name", "kind", "base", "variables", "design", "to", "from", "builder");

    /** As a browser sent them. */
    static TemplateForm of(WebCall call) {
        Map<String, String> values = new LinkedHashMap<>();
        SOURCE.forEach(name -> values.put(name, call.field(name).replace("\r\n", "\n")));
        FURTHER.forEach(name -> values.put(name, call.field(name).replace("\r\n", "\n")));
        return new TemplateForm(values);
    }

    /** Of what a version is now, its number being what it is based on. */
    static TemplateForm of(JsonNode template, JsonNode version) {
        Map<String, String> values = new LinkedHashMap<>();
        FURTHER.forEach(name -> values.put(name, ""));
        SOURCE.forEach(name -> values.put(name, TemplatePages.text(version, name)));
        for (String name : List.of("alias", "name", "kind")) {
            values.put(name, TemplatePages.text(template, name));
        }
        values.put("design", TemplatePages.text(version, "design"));
        values.put("base", version.path("number").asText());
        return new TemplateForm(values);
    }

    /** Of a template that is not there yet. */
    static TemplateForm blank(String kind) {
        return of(Json.object().put("kind", kind), Json.object().put("syntax", "freemarker"))
                .with("base", "");
    }

    TemplateForm with(String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(values);
        changed.put(name, value);
        return new TemplateForm(changed);
    }

    String get(String name) {
        return values.getOrDefault(name, "");
    }

    boolean isTemplate() {
        return get("kind").isEmpty() || get("kind").equals("template");
    }

    /** The alias; something that stands for it while there is none. */
    String alias() {
        return get("alias").isBlank() ? "untitled" : get("alias");
    }

    /** The source as the API takes it. */
    ObjectNode source() {
        ObjectNode out = Json.object();
        for (String name : SOURCE) {
            if (!get(name).isEmpty() || name.equals("subject") && isTemplate()) {
                out.put(name, get(name));
            }
        }
        return out;
    }

    /** The source with the kind. */
    ObjectNode sourceOfKind() {
        return isTemplate() ? source() : source().put("kind", get("kind"));
    }

    /** The source with what the builder keeps of it. */
    ObjectNode designed() {
        return get("design").isEmpty() ? source() : source().put("design", get("design"));
    }

    boolean hasVariables() {
        return !get("variables").isBlank();
    }

    /**
     * The variables to try it with.
     *
     * @throws Problem where they are no JSON object
     */
    ObjectNode variables() {
        try {
            if (Json.read(get("variables").getBytes(StandardCharsets.UTF_8)) instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException e) {
            String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw Problem.at("/variables", ErrorCode.MALFORMED_JSON, "The test data are no JSON: " + reason);
        }
        throw Problem.at("/variables", ErrorCode.INVALID_TYPE, "The test data must be a JSON object.");
    }
}
