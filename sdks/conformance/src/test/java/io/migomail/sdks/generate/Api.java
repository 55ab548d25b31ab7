package io.migomail.sdks.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** docs/openapi.yaml and sdks/operations.tsv together: the methods of the client libraries, and the types that they name. */
final class Api {
    /** The repository. */
    static final Path ROOT = root();

    private final JsonNode document;
    private final List<Operation> operations = new ArrayList<>();
    private final Set<String> bodies = new TreeSet<>();
    private final Set<String> answers = new TreeSet<>();

    private record Place(String verb, String path, JsonNode node) {}

    private Api(JsonNode document, List<String[]> names) {
        this.document = document;
        Map<String, Place> places = places();
        Set<String> missing = new TreeSet<>(places.keySet());
        for (String[] row : names) {
            Place place = places.get(row[0]);
            if (place == null) {
                throw new IllegalStateException("not an operation of the document: " + row[0]);
            }
            missing.remove(row[0]);
            operations.add(operation(row, place));
        }
        if (!missing.isEmpty()) {
            throw new IllegalStateException("operations without a row in sdks/operations.tsv: " + missing);
        }
        collect("Event", answers);
    }

    static Api read() throws IOException {
        List<String[]> rows = Files.readAllLines(ROOT.resolve("sdks/operations.tsv")).stream()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .map(line -> line.split("\t", -1))
                .toList();
        return new Api(
                new YAMLMapper().readTree(ROOT.resolve("docs/openapi.yaml").toFile()), rows);
    }

    private static Path root() {
        Path dir = Path.of("").toAbsolutePath();
        while (!Files.exists(dir.resolve("migomail"))) {
            dir = dir.getParent();
        }
        return dir;
    }

    private Map<String, Place> places() {
        Map<String, Place> out = new TreeMap<>();
        document.path("paths").fields().forEachRemaining(path -> {
            if (path.getKey().startsWith("/v1/")) {
                path.getValue()
                        .fields()
                        .forEachRemaining(op -> out.put(
                                op.getValue().path("operationId").asText(),
                                new Place(op.getKey().toUpperCase(Locale.ROOT), path.getKey(), op.getValue())));
            }
        });
        return out;
    }

    private Operation operation(String[] row, Place place) {
        JsonNode schema = place.node().at("/requestBody/content/application~1json/schema");
        String body = schema.has("$ref") ? last(schema) : null;
        if (body != null) {
            collect(body, bodies);
        }
        List<Shape.Field> query = new ArrayList<>();
        for (JsonNode each : place.node().path("parameters")) {
            JsonNode parameter = resolve(each);
            if (parameter.path("in").asText().equals("query")
                    && !(row[3].equals("csv") && parameter.path("name").asText().equals("format"))) {
                query.add(new Shape.Field(
                        parameter.path("name").asText(),
                        shape(parameter.path("schema")),
                        false,
                        false,
                        parameter.path("description").asText()));
            }
        }
        String answer = answer(place.node());
        boolean list = answer != null
                && answer.endsWith("List")
                && document.at("/components/schemas/" + answer + "/properties").has("next_cursor");
        if (list) {
            answer = last(document.at("/components/schemas/" + answer + "/properties/data/items"));
        }
        if (answer != null && !row[3].equals("csv")) {
            collect(answer, answers);
        }
        return new Operation(
                row[0],
                row[1],
                row[2],
                row[3],
                place.verb(),
                place.path(),
                body,
                place.node().at("/requestBody/required").asBoolean(),
                query,
                row[3].equals("csv") ? null : answer,
                list,
                place.node().path("summary").asText(),
                place.node().path("description").asText().replaceAll(".*Scope: `([a-z:]+)`.*", "$1"));
    }

    /** The schema of the first success; an inline one is {@code Imported}, of which there is one. */
    private String answer(JsonNode operation) {
        for (String status : List.of("200", "201", "202")) {
            JsonNode schema = operation.path("responses").path(status).at("/content/application~1json/schema");
            if (schema.has("$ref")) {
                return last(schema);
            }
            if (!schema.isMissingNode()) {
                return operation.path("operationId").asText().replace("importSuppressions", "SuppressionsImported");
            }
        }
        return null;
    }

    private JsonNode schema(String name) {
        return name.equals("SuppressionsImported")
                ? document.path("paths")
                        .path("/v1/suppressions/import")
                        .at("/post/responses/200/content/application~1json/schema")
                : document.at("/components/schemas/" + name);
    }

    List<Operation> operations() {
        return operations;
    }

    /** The resources, in order, with their methods. */
    Map<String, List<Operation>> resources() {
        Map<String, List<Operation>> out = new LinkedHashMap<>();
        operations.forEach(
                op -> out.computeIfAbsent(op.resource(), k -> new ArrayList<>()).add(op));
        return out;
    }

    /** The names of the schemas that requests are made of. */
    Set<String> bodies() {
        return bodies;
    }

    /** The names of the schemas that answers are made of. */
    Set<String> answers() {
        return answers;
    }

    List<Shape.Field> fields(String name) {
        Shape shape = direct(schema(name));
        if (shape instanceof Shape.Fields fields) {
            return fields.fields();
        }
        throw new IllegalStateException(name + " has no fields: " + shape);
    }

    /** The example of a request's body; missing where there is none. */
    JsonNode example(Operation op) {
        return document.path("paths")
                .path(op.path())
                .path(op.verb().toLowerCase(Locale.ROOT))
                .at("/requestBody/content/application~1json/example");
    }

    String description(String name) {
        return schema(name).path("description").asText();
    }

    private void collect(String name, Set<String> into) {
        if (into.add(name)) {
            fields(name).forEach(field -> collect(field.shape(), into));
        }
    }

    private void collect(Shape shape, Set<String> into) {
        if (shape instanceof Shape.Named named) {
            collect(named.name(), into);
        } else if (shape instanceof Shape.Many many) {
            collect(many.of(), into);
        } else if (shape instanceof Shape.Table table) {
            collect(table.of(), into);
        } else if (shape instanceof Shape.Choice choice) {
            choice.of().forEach(each -> collect(each, into));
        } else if (shape instanceof Shape.Fields fields) {
            fields.fields().forEach(each -> collect(each.shape(), into));
        }
    }

    private Shape shape(JsonNode schema) {
        if (!schema.has("$ref")) {
            return direct(schema);
        }
        Shape target = shape(resolve(schema));
        return target instanceof Shape.Fields ? new Shape.Named(last(schema)) : target;
    }

    private Shape direct(JsonNode schema) {
        if (schema.has("oneOf")) {
            List<Shape> of = new ArrayList<>();
            schema.path("oneOf").forEach(each -> of.add(shape(each)));
            return new Shape.Choice(of);
        }
        if (schema.has("allOf")) {
            return all(schema.path("allOf"));
        }
        return switch (schema.path("type").asText()) {
            case "string" -> text(schema);
            case "integer" -> new Shape.Whole();
            case "number" -> new Shape.Decimal();
            case "boolean" -> new Shape.Flag();
            case "array" -> new Shape.Many(shape(schema.path("items")));
            case "object" -> object(schema);
            default -> new Shape.Any();
        };
    }

    /** The fields of all parts; a part that stands alone is itself, with another description or null beside it. */
    private Shape all(JsonNode parts) {
        if (parts.size() == 1) {
            return shape(parts.get(0));
        }
        Set<Shape.Field> fields = new LinkedHashSet<>();
        for (JsonNode each : parts) {
            fields.addAll(((Shape.Fields) direct(resolve(each))).fields());
        }
        return new Shape.Fields(List.copyOf(fields));
    }

    private static Shape text(JsonNode schema) {
        List<String> values = new ArrayList<>();
        schema.path("enum").forEach(each -> {
            if (!each.isNull()) {
                values.add(each.asText());
            }
        });
        return new Shape.Text(values, schema.path("format").asText().equals("date-time"));
    }

    private Shape object(JsonNode schema) {
        if (!schema.has("properties")) {
            JsonNode others = schema.path("additionalProperties");
            return new Shape.Table(others.isObject() ? shape(others) : new Shape.Any());
        }
        Set<String> required = new TreeSet<>();
        schema.path("required").forEach(each -> required.add(each.asText()));
        List<Shape.Field> fields = new ArrayList<>();
        schema.path("properties")
                .fields()
                .forEachRemaining(each -> fields.add(new Shape.Field(
                        each.getKey(),
                        shape(each.getValue()),
                        required.contains(each.getKey()),
                        resolve(each.getValue()).path("nullable").asBoolean(),
                        each.getValue().path("description").asText())));
        return new Shape.Fields(fields);
    }

    private JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
    }

    private static String last(JsonNode reference) {
        String ref = reference.path("$ref").asText();
        return ref.substring(ref.lastIndexOf('/') + 1);
    }
}
