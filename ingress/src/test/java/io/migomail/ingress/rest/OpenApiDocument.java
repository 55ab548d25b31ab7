package io.migomail.ingress.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** docs/openapi.yaml as tests go through it: its operations, each with what it takes and answers. */
final class OpenApiDocument {
    private static final Pattern SCOPE = Pattern.compile("Scope: `([a-z:]+)`\\.");
    private static final Pattern PARAMETER = Pattern.compile("\\{([a-z_]+)}");

    private static final OpenApiDocument THE_ONE = new OpenApiDocument(read());

    private final JsonNode root;
    private final List<Operation> operations = new ArrayList<>();

    /** One operation. */
    record Operation(String method, String path, JsonNode node, OpenApiDocument document) {
        /** What a key must hold; empty where none is needed. */
        String scope() {
            Matcher words = SCOPE.matcher(node.path("description").asText());
            return words.find() ? words.group(1) : "";
        }

        /** The names in the path, in order. */
        List<String> pathParameters() {
            return PARAMETER
                    .matcher(path)
                    .results()
                    .map(found -> found.group(1))
                    .toList();
        }

        List<JsonNode> queryParameters() {
            List<JsonNode> out = new ArrayList<>();
            for (JsonNode each : node.path("parameters")) {
                JsonNode parameter = document.resolve(each);
                if (parameter.path("in").asText().equals("query")) {
                    out.add(parameter);
                }
            }
            return out;
        }

        boolean takesBody() {
            return node.has("requestBody");
        }

        /** Missing where it takes none. */
        JsonNode bodySchema() {
            return document.resolve(node.at("/requestBody/content/application~1json/schema"));
        }

        /** Missing where there is none. */
        JsonNode example() {
            return node.at("/requestBody/content/application~1json/example");
        }

        /** The response of this status, else the default one. */
        JsonNode response(int status) {
            JsonNode responses = node.path("responses");
            JsonNode named = responses.path(Integer.toString(status));
            return document.resolve(named.isMissingNode() ? responses.path("default") : named);
        }

        boolean names(int status) {
            return node.path("responses").has(Integer.toString(status));
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    private OpenApiDocument(JsonNode root) {
        this.root = root;
        root.path("paths")
                .fields()
                .forEachRemaining(path -> path.getValue()
                        .fields()
                        .forEachRemaining(op -> operations.add(new Operation(
                                op.getKey().toUpperCase(Locale.ROOT), path.getKey(), op.getValue(), this))));
    }

    static OpenApiDocument get() {
        return THE_ONE;
    }

    private static JsonNode read() {
        Path here = Path.of("").toAbsolutePath();
        Path file = List.of(here, here.getParent()).stream()
                .map(p -> p.resolve("docs/openapi.yaml"))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow();
        try {
            return new YAMLMapper().readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode root() {
        return root;
    }

    List<Operation> operations() {
        return operations;
    }

    /** The operation that serves a method and target; fixed paths go before those with names in them. */
    Optional<Operation> find(String method, String target) {
        String path = target.replaceFirst("\\?.*", "");
        return operations.stream()
                .filter(op -> op.method().equals(method) && path.matches(pattern(op.path())))
                .min(java.util.Comparator.comparingInt(op -> op.pathParameters().size()));
    }

    private static String pattern(String path) {
        return PARAMETER.matcher(path).replaceAll("[^/]+");
    }

    /** What a node refers to, or itself. */
    JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? root.at(node.path("$ref").asText().substring(1)) : node;
    }
}
