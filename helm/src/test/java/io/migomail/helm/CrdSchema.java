package io.migomail.helm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A structural schema of a custom resource, judged as the API server does with strict field validation: an object has no
 * field that the schema does not name. Knows the part of OpenAPI that such schemas may have, without conditions in CEL.
 */
final class CrdSchema {
    private final JsonNode root;
    private final List<String> faults = new ArrayList<>();

    private CrdSchema(JsonNode root) {
        this.root = root;
    }

    /** What is wrong with the object, each with its path; empty where nothing is. */
    static List<String> faults(JsonNode schema, JsonNode object) {
        CrdSchema check = new CrdSchema(schema);
        object.properties().forEach(field -> {
            // The API server knows these itself.
            if (!List.of("apiVersion", "kind", "metadata").contains(field.getKey())) {
                check.field("", check.root, field.getKey(), field.getValue());
            }
        });
        return check.faults;
    }

    private void check(String at, JsonNode schema, JsonNode value) {
        if (schema.path("x-kubernetes-int-or-string").asBoolean()) {
            fault(!value.isTextual() && !value.isIntegralNumber(), at, "is neither number nor text");
            return;
        }
        if (value.isNull()) {
            fault(!schema.path("nullable").asBoolean(), at, "is null");
            return;
        }
        if (schema.has("enum")) {
            boolean known = Pods.stream(schema.path("enum")).anyMatch(value::equals);
            fault(!known, at, value + " is none of " + schema.path("enum"));
        }
        switch (schema.path("type").asText()) {
            case "object" -> object(at, schema, value);
            case "array" -> array(at, schema, value);
            case "string" -> text(at, schema, value);
            case "integer" -> fault(!value.isIntegralNumber(), at, "is no integer");
            case "number" -> fault(!value.isNumber(), at, "is no number");
            case "boolean" -> fault(!value.isBoolean(), at, "is neither true nor false");
            default ->
                fault(
                        !schema.path("x-kubernetes-preserve-unknown-fields").asBoolean(),
                        at,
                        "has a schema without type");
        }
    }

    private void object(String at, JsonNode schema, JsonNode value) {
        fault(!value.isObject(), at, "is no object");
        value.properties().forEach(field -> field(at, schema, field.getKey(), field.getValue()));
        schema.path("required").forEach(name -> fault(!value.has(name.asText()), at, "lacks " + name.asText()));
    }

    private void field(String at, JsonNode schema, String name, JsonNode value) {
        JsonNode own = schema.path("properties").path(name);
        JsonNode other = schema.path("additionalProperties");
        if (!own.isMissingNode()) {
            check(at + "/" + name, own, value);
        } else if (other.isObject()) {
            check(at + "/" + name, other, value);
        } else {
            fault(!schema.path("x-kubernetes-preserve-unknown-fields").asBoolean(), at + "/" + name, "is unknown");
        }
    }

    private void array(String at, JsonNode schema, JsonNode value) {
        fault(!value.isArray(), at, "is no array");
        int i = 0;
        for (JsonNode item : value) {
            check(at + "/" + i++, schema.path("items"), item);
        }
    }

    private void text(String at, JsonNode schema, JsonNode value) {
        fault(!value.isTextual(), at, "is no text");
        if (schema.has("pattern")) {
            boolean fits = Pattern.compile(schema.path("pattern").asText())
                    .matcher(value.asText())
                    .find();
            fault(!fits, at, "does not match " + schema.path("pattern"));
        }
    }

    private void fault(boolean wrong, String at, String what) {
        if (wrong) {
            faults.add(at + " " + what);
        }
    }
}
