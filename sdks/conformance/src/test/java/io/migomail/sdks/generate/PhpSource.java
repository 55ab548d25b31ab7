package io.migomail.sdks.generate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** The methods of the library for PHP, and its types for static analysis. */
final class PhpSource {
    private static final String HEAD =
            "<?php\n\n// Made of docs/openapi.yaml; see sdks/README.md.\ndeclare(strict_types=1);\n\n";
    private static final Path PLACE = Path.of("sdks/php/src");

    private final Api api;

    PhpSource(Api api) {
        this.api = api;
    }

    Map<Path, String> files() {
        Map<Path, String> out = new TreeMap<>();
        api.resources()
                .forEach((name, operations) ->
                        out.put(PLACE.resolve("Resource/" + type(name) + ".php"), resource(name, operations)));
        out.put(PLACE.resolve("Resources.php"), entry());
        out.put(PLACE.resolve("Types.php"), types());
        return out;
    }

    private static String type(String resource) {
        return Words.pascal(resource) + "Resource";
    }

    private String entry() {
        StringBuilder out = new StringBuilder(HEAD + "namespace Migomail;\n\n");
        api.resources().keySet().forEach(name -> out.append("use Migomail\\Resource\\" + type(name) + ";\n"));
        out.append("\n/** The resources of the API. */\nabstract class Resources\n{\n");
        api.resources()
                .keySet()
                .forEach(name -> out.append("    public readonly " + type(name) + " $" + Words.camel(name) + ";\n"));
        out.append("\n    public function __construct(Caller $caller)\n    {\n");
        api.resources()
                .keySet()
                .forEach(name ->
                        out.append("        $this->" + Words.camel(name) + " = new " + type(name) + "($caller);\n"));
        return out.append("    }\n}\n").toString();
    }

    private static String resource(String name, List<Operation> operations) {
        StringBuilder methods = new StringBuilder();
        TreeSet<String> imports = new TreeSet<>();
        operations.forEach(op -> method(methods, op, imports));
        StringBuilder out = new StringBuilder(
                HEAD + "namespace Migomail\\Resource;\n\nuse Migomail\\Call;\nuse Migomail\\Caller;\n");
        if (methods.indexOf("Page") >= 0) {
            out.append("use Migomail\\Page;\n");
        }
        out.append("\n/**\n * The resource " + name + ".\n *\n");
        imports.forEach(each -> out.append(" * @phpstan-import-type " + each + " from \\Migomail\\Types\n"));
        out.append(" */\nfinal class " + type(name)
                + "\n{\n    public function __construct(private readonly Caller $caller)\n    {\n    }\n");
        return out.append(methods).append("}\n").toString();
    }

    private static void method(StringBuilder out, Operation op, TreeSet<String> imports) {
        List<String> takes = new ArrayList<>();
        List<String> path = new ArrayList<>();
        List<String> tags = new ArrayList<>();
        StringBuilder more = new StringBuilder();
        for (String parameter : op.pathParameters()) {
            path.add(parameter.equals("n") ? "$number" : "$" + parameter);
            takes.add(parameter.equals("n") ? "int $number" : "string $" + parameter);
        }
        if (op.body() != null) {
            takes.add(op.bodyRequired() ? "array $body" : "?array $body = null");
            tags.add("@param array<string, mixed>" + (op.bodyRequired() ? "" : "|null") + " $body");
            tags.add("@phpstan-param " + op.body() + (op.bodyRequired() ? "" : "|null") + " $body");
            imports.add(op.body());
            more.append(", body: $body");
        }
        if (op.hasQuery()) {
            takes.add("array $query = []");
            tags.add("@param array<string, mixed> $query");
            tags.add("@phpstan-param " + op.queryType() + " $query");
            imports.add(op.queryType());
            more.append(op.csv() ? ", query: array_merge($query, ['format' => 'csv'])" : ", query: $query");
        }
        if (op.keyed()) {
            takes.add("?string $idempotencyKey = null");
            more.append(", keyed: true, idempotencyKey: $idempotencyKey");
        }
        if (op.once()) {
            more.append(", once: true");
        }
        String returns = op.csv() ? "string" : op.answer() == null ? "void" : op.list() ? "Page" : "array";
        if (op.answer() != null) {
            imports.add(op.answer());
            tags.add("@return " + (op.list() ? "Page" : "array<string, mixed>"));
            tags.add("@phpstan-return " + (op.list() ? "Page" : op.answer()));
        }
        tags.add("@throws \\Migomail\\Exception\\MigomailException typed by what went wrong");
        out.append("\n    /**\n" + Words.lines("     * ", doc(op)) + "     *\n");
        tags.forEach(tag -> out.append("     * " + tag + "\n"));
        out.append("     */\n    public function " + Words.camel(op.name()) + "(" + String.join(", ", takes) + "): "
                + returns + "\n    {\n");
        String how = op.csv() ? "text" : op.answer() == null ? "nothing" : op.list() ? "page" : "answer";
        out.append("        " + (op.answer() == null && !op.csv() ? "" : "return ") + "$this->caller->" + how
                + "(new Call('" + op.verb() + "', '" + op.path() + "', [" + String.join(", ", path) + "]" + more
                + "));\n    }\n");
    }

    private static String doc(Operation op) {
        return (op.csv() ? "The same as text/csv. " : "")
                + Words.sentence(op)
                + (op.list() ? " Walking over the page goes on to the next ones." : "")
                + (op.keyed() ? " Repeats of this call send the same idempotency key, so that it counts once." : "");
    }

    private String types() {
        StringBuilder out = new StringBuilder(
                HEAD + "namespace Migomail;\n\n/**\n"
                        + " * What requests hold and answers bring. Instants are ISO-8601 strings; answers may have more fields than these.\n *\n");
        new FlatTypes(api).types().forEach((name, type) -> {
            List<String> fields = new ArrayList<>();
            for (Shape.Field field : type.fields()) {
                fields.add(field.name()
                        + (field.required() ? ": " : "?: ")
                        + php(field.shape())
                        + (field.nullable() ? "|null" : ""));
            }
            out.append(" * @phpstan-type " + name + " array{" + String.join(", ", fields) + "}\n");
        });
        return out.append(" */\nfinal class Types\n{\n}\n").toString();
    }

    private static String php(Shape shape) {
        if (shape instanceof Shape.Text) {
            return "string";
        } else if (shape instanceof Shape.Whole) {
            return "int";
        } else if (shape instanceof Shape.Decimal) {
            return "float";
        } else if (shape instanceof Shape.Flag) {
            return "bool";
        } else if (shape instanceof Shape.Many many) {
            return "list<" + php(many.of()) + ">";
        } else if (shape instanceof Shape.Table table) {
            return "array<string, " + php(table.of()) + ">";
        } else if (shape instanceof Shape.Choice choice) {
            return String.join("|", choice.of().stream().map(PhpSource::php).toList());
        }
        return shape instanceof Shape.Named named ? named.name() : "mixed";
    }
}
