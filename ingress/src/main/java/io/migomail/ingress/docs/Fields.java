package io.migomail.ingress.docs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Reads the fields of schemas of the contract: references, lists, parts of allOf, and choices are followed. */
final class Fields {
    /** No schema of the contract goes deeper, and none refers to itself. */
    private static final int DEPTH = 8;

    private final ApiDocument document;

    Fields(ApiDocument document) {
        this.document = document;
    }

    /** The fields of an object, of what a list holds, or of the objects among a choice; empty where it has none. */
    List<Field> of(JsonNode schema) {
        return of(schema, 0);
    }

    /** A parameter as a field. */
    Field parameter(JsonNode parameter) {
        Field of = field(
                parameter.path("name").asText(),
                parameter.path("schema"),
                parameter.path("required").asBoolean(),
                DEPTH);
        String description = parameter.path("description").asText();
        return description.isEmpty()
                ? of
                : new Field(
                        of.name(),
                        of.type(),
                        of.required(),
                        of.nullable(),
                        of.limits(),
                        of.values(),
                        description,
                        List.of());
    }

    private List<Field> of(JsonNode given, int depth) {
        if (depth >= DEPTH) {
            return List.of();
        }
        JsonNode schema = document.resolve(given);
        if (schema.has("items")) {
            return of(schema.path("items"), depth);
        }
        Map<String, JsonNode> properties = new LinkedHashMap<>();
        Set<String> required = new LinkedHashSet<>();
        gather(schema, properties, required);
        List<Field> out = new ArrayList<>();
        properties.forEach((name, node) -> out.add(field(name, node, required.contains(name), depth)));
        JsonNode rest = schema.path("additionalProperties");
        if (properties.isEmpty() && rest.isObject()) {
            return of(rest, depth);
        }
        return out;
    }

    private void gather(JsonNode schema, Map<String, JsonNode> properties, Set<String> required) {
        for (String parts : List.of("allOf", "oneOf")) {
            schema.path(parts).forEach(part -> {
                JsonNode whole = document.resolve(part);
                gather(whole.has("items") ? document.resolve(whole.path("items")) : whole, properties, required);
            });
        }
        schema.path("properties").fields().forEachRemaining(each -> properties.put(each.getKey(), each.getValue()));
        schema.path("required").forEach(name -> required.add(name.asText()));
    }

    private Field field(String name, JsonNode node, boolean required, int depth) {
        JsonNode schema = whole(node);
        JsonNode items = schema.has("items") ? whole(schema.path("items")) : schema;
        String own = node.path("description").asText();
        String description = own.isEmpty() ? schema.path("description").asText() : own;
        return new Field(
                name,
                type(schema),
                required,
                node.path("nullable").asBoolean() || schema.path("nullable").asBoolean(),
                limits(schema),
                StreamSupport.stream(items.path("enum").spliterator(), false)
                        .filter(value -> !value.isNull())
                        .map(JsonNode::asText)
                        .toList(),
                description.strip(),
                of(schema, depth + 1));
    }

    /** A reference that stands in allOf alone, to be nullable, is what it refers to. */
    private JsonNode whole(JsonNode node) {
        JsonNode schema = document.resolve(node);
        return schema.path("allOf").size() == 1
                ? document.resolve(schema.path("allOf").get(0))
                : schema;
    }

    private String type(JsonNode schema) {
        if (schema.has("oneOf")) {
            return StreamSupport.stream(schema.path("oneOf").spliterator(), false)
                    .map(each -> type(whole(each)))
                    .distinct()
                    .collect(Collectors.joining(" or "));
        }
        if (schema.has("items")) {
            return "array of " + type(whole(schema.path("items")));
        }
        if (schema.has("properties") || schema.has("allOf")) {
            return "object";
        }
        JsonNode rest = schema.path("additionalProperties");
        if (rest.isObject()) {
            return "object of " + type(whole(rest)) + "s";
        }
        String format = schema.path("format").asText();
        return switch (format) {
            case "date-time" -> "instant";
            case "email", "uri" -> format.equals("uri") ? "URL" : "address";
            case "byte" -> "base64";
            default -> schema.path("type").asText("any value");
        };
    }

    private List<String> limits(JsonNode schema) {
        List<String> out = new ArrayList<>();
        range(out, schema, "minimum", "maximum", "");
        range(out, schema, "minLength", "maxLength", " characters");
        range(out, schema, "minItems", "maxItems", " entries");
        range(out, schema, "minProperties", "maxProperties", " entries");
        if (schema.has("default")) {
            out.add("default " + schema.path("default").asText());
        }
        if (schema.has("pattern")) {
            out.add("matches " + schema.path("pattern").asText());
        }
        JsonNode each = whole(schema.path(schema.has("items") ? "items" : "additionalProperties"));
        if (each.has("maxLength")) {
            out.add("each at most " + each.path("maxLength").asText() + " characters");
        }
        return out;
    }

    private static void range(List<String> out, JsonNode schema, String least, String most, String of) {
        boolean from = schema.has(least) && !(schema.path(least).asLong() == 0 && of.isEmpty());
        boolean to = schema.has(most);
        if (from && to) {
            out.add(schema.path(least).asText() + " to " + schema.path(most).asText() + of);
        } else if (from) {
            out.add("at least " + schema.path(least).asText() + of);
        } else if (to) {
            out.add("at most " + schema.path(most).asText() + of);
        }
    }
}
