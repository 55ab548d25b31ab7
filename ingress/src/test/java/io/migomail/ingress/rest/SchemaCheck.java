package io.migomail.ingress.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Validates values against schemas of the document, as far as the document goes. It is stricter than OpenAPI in one
 * thing: an object has no property that is not documented, unless its schema says that it may.
 */
final class SchemaCheck {
    private final OpenApiDocument document;
    private final List<String> faults = new ArrayList<>();

    private SchemaCheck(OpenApiDocument document) {
        this.document = document;
    }

    /** What is wrong with the value, by JSON pointer; empty where nothing is. */
    static List<String> faults(OpenApiDocument document, JsonNode schema, JsonNode value) {
        SchemaCheck check = new SchemaCheck(document);
        check.check("", document.resolve(schema), value);
        return check.faults;
    }

    private void check(String at, JsonNode schema, JsonNode value) {
        if (schema.has("allOf") && !isObject(schema)) {
            schema.path("allOf").forEach(part -> check(at, document.resolve(part), value));
            return;
        }
        if (value.isNull()) {
            // 3.0.3 lets an enumeration with nullable be null; a schema without a type takes anything.
            if (!schema.path("nullable").asBoolean() && (schema.has("type") || schema.has("allOf"))) {
                fault(at, "is null");
            }
            return;
        }
        if (schema.has("oneOf")) {
            long fits = stream(schema.path("oneOf"))
                    .filter(each -> faults(document, each, value).isEmpty())
                    .count();
            if (fits != 1) {
                fault(at, "fits " + fits + " of oneOf");
            }
            return;
        }
        if (schema.has("enum") && stream(schema.path("enum")).noneMatch(value::equals)) {
            fault(at, value + " is none of " + schema.path("enum"));
        }
        if (isObject(schema)) {
            object(at, schema, value);
        } else {
            plain(at, schema, value);
        }
    }

    private boolean isObject(JsonNode schema) {
        return schema.has("allOf")
                ? isObject(document.resolve(schema.path("allOf").get(0)))
                : type(schema).equals("object");
    }

    private static String type(JsonNode schema) {
        return schema.has("properties") ? "object" : schema.path("type").asText();
    }

    private void plain(String at, JsonNode schema, JsonNode value) {
        boolean right = switch (type(schema)) {
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case "array" -> value.isArray();
            case "" -> true;
            default -> throw new IllegalArgumentException("type of " + schema);
        };
        if (!right) {
            fault(at, "is " + value.getNodeType() + ", not " + type(schema));
            return;
        }
        for (int i = 0; i < value.size() && value.isArray(); i++) {
            check(at + "/" + i, document.resolve(schema.path("items")), value.get(i));
        }
        if (schema.path("format").asText().equals("date-time") && !isInstant(value.asText())) {
            fault(at, "is no instant: " + value);
        }
        if (schema.has("pattern")
                && !value.asText().matches(".*" + schema.path("pattern").asText() + ".*")) {
            fault(at, "does not match: " + value);
        }
        if (schema.has("minimum") && value.asLong() < schema.path("minimum").asLong()) {
            fault(at, "is less than " + schema.path("minimum"));
        }
    }

    private static boolean isInstant(String text) {
        try {
            return Instant.parse(text) != null && text.matches(".*T..:..:..\\.[0-9]{3}Z");
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private void object(String at, JsonNode schema, JsonNode value) {
        if (!value.isObject()) {
            fault(at, "is " + value.getNodeType() + ", no object");
            return;
        }
        Map<String, JsonNode> properties = new TreeMap<>();
        TreeSet<String> required = new TreeSet<>();
        List<JsonNode> others = new ArrayList<>();
        gather(schema, properties, required, others);
        required.stream().filter(name -> !value.has(name)).forEach(name -> fault(at + "/" + name, "is missing"));
        value.fields().forEachRemaining(field -> {
            JsonNode of = properties.get(field.getKey());
            String pointer = at + "/" + field.getKey();
            if (of != null) {
                check(pointer, document.resolve(of), field.getValue());
            } else if (others.isEmpty()) {
                fault(pointer, "is not documented");
            } else if (others.get(0).isObject()) {
                check(pointer, document.resolve(others.get(0)), field.getValue());
            }
        });
    }

    private void gather(
            JsonNode schema, Map<String, JsonNode> properties, TreeSet<String> required, List<JsonNode> others) {
        schema.path("allOf").forEach(part -> gather(document.resolve(part), properties, required, others));
        schema.path("properties").fields().forEachRemaining(each -> properties.put(each.getKey(), each.getValue()));
        schema.path("required").forEach(name -> required.add(name.asText()));
        JsonNode rest = schema.path("additionalProperties");
        if (rest.isObject() || rest.asBoolean()) {
            others.add(rest);
        }
    }

    private void fault(String at, String what) {
        faults.add(at + " " + what);
    }

    private static java.util.stream.Stream<JsonNode> stream(JsonNode array) {
        return java.util.stream.StreamSupport.stream(array.spliterator(), false);
    }
}
