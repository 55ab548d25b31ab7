package io.migomail.ingress.docs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One operation of the contract.
 *
 * @param method in capitals
 */
record ApiOperation(String method, String path, JsonNode node, ApiDocument document) {
    private static final Pattern SCOPE = Pattern.compile("Scope: `([a-z:]+)`\\.");
    private static final String JSON = "application/json";

    String id() {
        return node.path("operationId").asText();
    }

    String tag() {
        return node.path("tags").path(0).asText();
    }

    /** Its name as a title: Send message. */
    String title() {
        String words = id().replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
        String named = words.replaceAll("\\bsla\\b", "SLA")
                .replaceAll("\\bip\\b", "IP")
                .replaceAll("\\bapi\\b", "API");
        return Character.toUpperCase(named.charAt(0)) + named.substring(1);
    }

    /** Where the site describes it. */
    String page() {
        return "/docs/api/" + tag() + "/"
                + id().replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }

    String summary() {
        String summary = node.path("summary").asText();
        return summary.endsWith(".") ? summary : summary + ".";
    }

    /** What a key must hold; empty = it takes no key. */
    String scope() {
        Matcher words = SCOPE.matcher(node.path("description").asText());
        return words.find() ? words.group(1) : "";
    }

    /** Those in this place: path, query, header. */
    List<JsonNode> parameters(String place) {
        List<JsonNode> out = new ArrayList<>();
        for (JsonNode each : node.path("parameters")) {
            JsonNode parameter = document.resolve(each);
            if (parameter.path("in").asText().equals(place)) {
                out.add(parameter);
            }
        }
        return out;
    }

    /** Missing where it takes none. */
    JsonNode bodySchema() {
        return node.path("requestBody").path("content").path(JSON).path("schema");
    }

    boolean needsBody() {
        return node.path("requestBody").path("required").asBoolean();
    }

    /** Missing where there is none. */
    JsonNode bodyExample() {
        return node.path("requestBody").path("content").path(JSON).path("example");
    }

    /** The answers that are no errors, each with its status. */
    List<Answer> answers() {
        List<Answer> out = new ArrayList<>();
        node.path("responses").fields().forEachRemaining(each -> {
            if (each.getKey().startsWith("2") || each.getKey().startsWith("3")) {
                out.add(new Answer(each.getKey(), document.resolve(each.getValue())));
            }
        });
        return out;
    }

    /** One answer: its status, and what the contract says of it. */
    record Answer(String status, JsonNode node) {
        /** Empty where it only says that it went well. */
        String description() {
            String text = node.path("description").asText().strip();
            if (text.matches("OK|Created|Done|Removed")) {
                return "";
            }
            return text.endsWith(".") ? text : text + ".";
        }

        JsonNode schema() {
            return node.path("content").path(JSON).path("schema");
        }

        JsonNode example() {
            return node.path("content").path(JSON).path("example");
        }

        List<String> types() {
            List<String> out = new ArrayList<>();
            node.path("content").fieldNames().forEachRemaining(out::add);
            return out;
        }
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
