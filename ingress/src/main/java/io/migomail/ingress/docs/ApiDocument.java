package io.migomail.ingress.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The contract, docs/openapi.yaml, as the reference is made of it. Thread-safe once made. */
final class ApiDocument {
    private static final Pattern NAME = Pattern.compile("\\{([a-z_]+)}");

    private final JsonNode root;
    private final List<ApiOperation> operations = new ArrayList<>();

    private ApiDocument(JsonNode root) {
        this.root = root;
        root.path("paths")
                .fields()
                .forEachRemaining(path -> path.getValue()
                        .fields()
                        .forEachRemaining(op -> operations.add(new ApiOperation(
                                op.getKey().toUpperCase(Locale.ROOT), path.getKey(), op.getValue(), this))));
    }

    /** Reads it; takes a tenth of a second and more. */
    static ApiDocument read() {
        try {
            return new ApiDocument(new YAMLMapper().readTree(Source.bytes("openapi.yaml")));
        } catch (IOException e) {
            throw new UncheckedIOException("the contract could not be read", e);
        }
    }

    JsonNode root() {
        return root;
    }

    /** All of them, in the contract's order. */
    List<ApiOperation> operations() {
        return operations;
    }

    /** The kinds of operations in their order, each with what is said of it. */
    Map<String, String> tags() {
        Map<String, String> out = new LinkedHashMap<>();
        root.path("tags")
                .forEach(tag -> out.put(
                        tag.path("name").asText(), tag.path("description").asText()));
        return out;
    }

    List<ApiOperation> operations(String tag) {
        return operations.stream().filter(op -> op.tag().equals(tag)).toList();
    }

    /** What a node refers to, or itself. */
    JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? resolve(root.at(node.path("$ref").asText().substring(1))) : node;
    }

    /** A path with the ids of the examples in the place of its names, so that the examples belong together. */
    String examplePath(ApiOperation operation) {
        return NAME.matcher(operation.path()).replaceAll(name -> exampleOf(operation, name));
    }

    /** The values of the names in a path, in order. */
    List<String> exampleNames(ApiOperation operation) {
        return NAME.matcher(operation.path())
                .results()
                .map(name -> exampleOf(operation, name))
                .toList();
    }

    private String exampleOf(ApiOperation operation, MatchResult name) {
        for (JsonNode parameter : operation.parameters("path")) {
            if (parameter.path("name").asText().equals(name.group(1)) && parameter.has("example")) {
                return parameter.path("example").asText();
            }
        }
        String resource = operation.path().substring(0, name.end());
        JsonNode answer = exampleAnswer(resource);
        return answer.path(answer.has("message_id") && !answer.has("id") ? "message_id" : "id")
                .asText();
    }

    /** What the resource with that path looks like. */
    private JsonNode exampleAnswer(String resource) {
        return operations.stream()
                .filter(op -> op.method().equals("GET") && op.path().equals(resource))
                .map(op -> op.answers().get(0).example())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no example of the id in " + resource));
    }
}
