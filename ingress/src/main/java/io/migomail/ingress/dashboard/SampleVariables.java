package io.migomail.ingress.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.migomail.ingress.json.Json;
import io.migomail.templates.StarterTemplates;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Variables to try a template with, until somebody writes better ones. Thread-safe. */
final class SampleVariables {
    private static final Map<String, String> STARTERS = StarterTemplates.all().stream()
            .collect(Collectors.toUnmodifiableMap(StarterTemplates.Starter::alias, StarterTemplates.Starter::sample));

    private SampleVariables() {}

    /** One value for each of the variables that the API lists, by its type; those of a starter where it is one. */
    static ObjectNode of(String alias, JsonNode variables) {
        ObjectNode starter = starter(alias);
        if (starter != null && covers(starter, variables)) {
            return starter;
        }
        ObjectNode out = Json.object();
        for (JsonNode variable : variables) {
            put(out, variable.path("name").asText().split("\\."), variable);
        }
        return out;
    }

    /** As people edit them. */
    static String text(ObjectNode variables) {
        return variables.isEmpty() ? "{}" : variables.toPrettyString();
    }

    private static boolean covers(ObjectNode sample, JsonNode variables) {
        for (JsonNode variable : variables) {
            String name = variable.path("name").asText();
            if (variable.path("required").asBoolean() && !sample.has(name.replaceFirst("\\..*", ""))) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable ObjectNode starter(String alias) {
        String sample = STARTERS.get(alias);
        if (sample == null) {
            return null;
        }
        try {
            return (ObjectNode) Json.read(sample.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException("the sample of " + alias + " is damaged", e);
        }
    }

    private static void put(ObjectNode out, String[] path, JsonNode variable) {
        ObjectNode at = out;
        for (int i = 0; i < path.length - 1; i++) {
            at = at.get(path[i]) instanceof ObjectNode inner ? inner : at.putObject(path[i]);
        }
        String name = path[path.length - 1];
        if (at.has(name)) {
            return;
        }
        JsonNode preset = variable.path("default");
        if (!preset.isNull() && !preset.isMissingNode()) {
            at.set(name, preset);
            return;
        }
        switch (variable.path("type").asText()) {
            case "number" -> at.put(name, 1);
            case "boolean" -> at.put(name, true);
            case "date" -> at.put(name, "2026-03-01T12:00:00Z");
            case "list" -> at.putArray(name);
            case "object" -> at.putObject(name);
            default -> at.put(name, name.replace('_', ' '));
        }
    }
}
