package io.migomail.sdks.generate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The methods of the library for Java, the records that answers are and the classes that requests are. */
final class JavaSource {
    private static final String NOTE = "// Made of docs/openapi.yaml; see sdks/README.md.\n";
    private static final List<String> IMPORTS = List.of(
            "com.fasterxml.jackson.annotation.JsonProperty",
            "java.time.Instant",
            "java.util.List",
            "java.util.Map",
            "org.jspecify.annotations.Nullable");
    private static final Set<String> JAVA_LANG = Set.of("Error", "Record", "Class", "Process");
    private static final Path PLACE = Path.of("sdks/java/src/main/java/io/migomail/sdk");

    private final Api api;
    private final Map<Path, String> files = new TreeMap<>();

    JavaSource(Api api) {
        this.api = api;
    }

    Map<Path, String> files() {
        api.resources().forEach(this::resource);
        entry();
        api.answers().forEach(name -> {
            if (!api.bodies().contains(name)) {
                model(name, record(name, name, api.fields(name), ""));
            }
        });
        api.bodies().forEach(name -> model(name, params(name, api.fields(name), about(name))));
        for (Operation op : api.operations()) {
            if (op.hasQuery() && !op.csv()) {
                model(op.queryType(), params(op.queryType(), op.query(), "What " + link(op) + " may ask for."));
            }
        }
        return files;
    }

    /** Of a resource: models have the shorter names. */
    private static String type(String resource) {
        return Words.pascal(resource) + "Resource";
    }

    private static String link(Operation op) {
        return "{@link io.migomail.sdk." + type(op.resource()) + "#" + Words.camel(op.name()) + "}";
    }

    private String about(String name) {
        return api.description(name).isEmpty() ? "The body of a request." : api.description(name);
    }

    private void model(String name, String body) {
        StringBuilder imports = new StringBuilder();
        for (String type : IMPORTS) {
            String word = type.substring(type.lastIndexOf('.') + 1);
            if (body.matches("(?s).*[@ <(]" + word + "[ <(].*")) {
                imports.append("import ").append(type).append(";\n");
            }
        }
        files.put(
                PLACE.resolve("model/" + name + ".java"),
                NOTE + "package io.migomail.sdk.model;\n\n" + imports + "\n" + body);
    }

    private void entry() {
        StringBuilder out = new StringBuilder(
                NOTE + "package io.migomail.sdk;\n\n/** The resources of the API. */\nabstract class Resources {\n");
        api.resources().keySet().forEach(r -> out.append("private final " + type(r) + " " + Words.camel(r) + ";\n"));
        out.append("\nResources(Caller caller) {\n");
        api.resources()
                .keySet()
                .forEach(r -> out.append("this." + Words.camel(r) + " = new " + type(r) + "(caller);\n"));
        out.append("}\n");
        api.resources()
                .keySet()
                .forEach(r -> out.append("\n/** The resource " + r + ". */\npublic " + type(r) + " " + Words.camel(r)
                        + "() {\nreturn " + Words.camel(r) + ";\n}\n"));
        files.put(PLACE.resolve("Resources.java"), out + "}\n");
    }

    private void resource(String name, List<Operation> operations) {
        String type = type(name);
        StringBuilder out = new StringBuilder();
        Set<String> models = new TreeSet<>();
        for (Operation op : operations) {
            method(out, op, false, models);
            if (optional(op)) {
                method(out, op, true, models);
            }
        }
        StringBuilder head = new StringBuilder(NOTE + "package io.migomail.sdk;\n\n");
        models.forEach(model -> head.append("import io.migomail.sdk.model." + model + ";\n"));
        files.put(
                PLACE.resolve(type + ".java"),
                head + "\n/** The resource " + name + ". Thread-safe. */\npublic final class " + type
                        + " {\nprivate final Caller caller;\n\n" + type
                        + "(Caller caller) {\nthis.caller = caller;\n}\n" + out + "}\n");
    }

    /** Whether there is a shorter form: without a query, without a body that need not be, without a key. */
    private static boolean optional(Operation op) {
        return op.hasQuery() || op.keyed() || (op.body() != null && !op.bodyRequired());
    }

    private void method(StringBuilder out, Operation op, boolean longer, Set<String> models) {
        List<String> takes = new ArrayList<>();
        StringBuilder call = new StringBuilder(
                "Call." + (op.once() ? "once" : "of") + "(\"" + op.verb() + "\", \"" + op.path() + "\"");
        for (String parameter : op.pathParameters()) {
            boolean number = parameter.equals("n");
            takes.add((number ? "long " : "String ") + (number ? "number" : parameter));
            call.append(", ").append(number ? "Long.toString(number)" : parameter);
        }
        call.append(")");
        if (op.body() != null && (op.bodyRequired() || longer)) {
            takes.add(op.body() + " body");
            models.add(op.body());
            call.append(".body(body)");
        }
        if (op.hasQuery() && longer) {
            String type = op.queryType();
            takes.add(type + " query");
            models.add(type);
            call.append(".query(query)");
        }
        if (op.keyed()) {
            call.append(longer ? ".key(idempotencyKey)" : ".key()");
            if (longer) {
                takes.add("String idempotencyKey");
            }
        }
        if (op.csv()) {
            call.append(".query(\"format\", \"csv\")");
        }
        out.append("\n/**\n" + Words.lines(" * ", doc(op)));
        out.append(" *\n * @throws MigomailException typed by what went wrong\n */\n");
        out.append("public " + returns(op, models) + " " + Words.camel(op.name()) + "(" + String.join(", ", takes)
                + ") {\n" + invoke(op, call.toString()) + "}\n");
    }

    private static String doc(Operation op) {
        String more = op.keyed() ? " Repeats of this call send the same idempotency key, so that it counts once." : "";
        return (op.csv() ? "The same as text/csv. " : "")
                + Words.sentence(op)
                + (op.list() ? " Walking over the page goes on to the next ones." : "")
                + more;
    }

    private static String returns(Operation op, Set<String> models) {
        if (op.csv()) {
            return "String";
        }
        if (op.answer() == null) {
            return "void";
        }
        models.add(op.answer());
        return op.list() ? "Page<" + op.answer() + ">" : op.answer();
    }

    private static String invoke(Operation op, String call) {
        if (op.csv()) {
            return "return caller.text(" + call + ");\n";
        }
        if (op.answer() == null) {
            return "caller.nothing(" + call + ");\n";
        }
        return "return caller." + (op.list() ? "page" : "answer") + "(" + call + ", " + op.answer() + ".class);\n";
    }

    private String record(String type, String name, List<Shape.Field> fields, String indent) {
        List<String> parts = new ArrayList<>();
        StringBuilder nested = new StringBuilder();
        for (Shape.Field field : fields) {
            String java = javaType(type, field.name(), field.shape(), nested, false);
            String boxed = field.sure() ? unboxed(java) : "@Nullable " + java;
            String rename = javaName(field.name()).equals(Words.camel(field.name()))
                    ? ""
                    : "@JsonProperty(\"" + field.name() + "\") ";
            parts.add(rename + boxed + " " + javaName(field.name()));
        }
        String head = indent.isEmpty()
                ? "/** "
                        + (api.description(name).isEmpty()
                                ? "An answer of the API, or a part of one."
                                : escape(api.description(name)))
                        + " */\n"
                : "/** A part of it. */\n";
        return head + "public record " + type + "(" + String.join(", ", parts) + ") {" + nested + "}\n";
    }

    private String params(String type, List<Shape.Field> fields, String about) {
        StringBuilder nested = new StringBuilder();
        StringBuilder out = new StringBuilder();
        for (Shape.Field field : fields) {
            String java = javaType(type, field.name(), field.shape(), nested, true);
            String about1 = field.description().isEmpty()
                    ? "Sets " + field.name() + "."
                    : "Sets " + field.name() + ": " + escape(field.description()) + ".";
            out.append("\n/**\n" + Words.lines(" * ", about1) + " */\n");
            out.append("public " + type + " " + javaName(field.name()) + "(" + unboxed(java)
                    + " value) {\nreturn with(\"" + field.name() + "\", value);\n}\n");
        }
        return "/**\n" + Words.lines(" * ", escape(about)) + " */\npublic final class " + type + " extends Params<"
                + type + "> {\n" + out + nested + "}\n";
    }

    private String javaType(String owner, String field, Shape shape, StringBuilder nested, boolean request) {
        if (shape instanceof Shape.Text text) {
            return text.instant() ? "Instant" : "String";
        } else if (shape instanceof Shape.Whole) {
            return "Long";
        } else if (shape instanceof Shape.Decimal) {
            return "Double";
        } else if (shape instanceof Shape.Flag) {
            return "Boolean";
        } else if (shape instanceof Shape.Many many) {
            return "List<" + javaType(owner, Words.singular(field), many.of(), nested, request) + ">";
        } else if (shape instanceof Shape.Table table) {
            return "Map<String, " + javaType(owner, field, table.of(), nested, request) + ">";
        } else if (shape instanceof Shape.Named named) {
            return named.name();
        } else if (shape instanceof Shape.Fields fields) {
            String name = Words.pascal(field);
            boolean taken = JAVA_LANG.contains(name)
                    || api.answers().contains(name)
                    || api.bodies().contains(name);
            String type = taken ? owner + name : name;
            nested.append("\n")
                    .append(
                            request
                                    ? params(type, fields.fields(), "A part of it.")
                                            .replace("public final", "public static final")
                                    : record(type, "", fields.fields(), " "));
            return type;
        }
        return "Object";
    }

    private static String unboxed(String java) {
        return switch (java) {
            case "Long" -> "long";
            case "Double" -> "double";
            case "Boolean" -> "boolean";
            default -> java;
        };
    }

    private static String javaName(String snake) {
        return switch (snake) {
            case "class" -> "messageClass";
            case "default" -> "defaultValue";
            default -> Words.camel(snake);
        };
    }

    private static String escape(String prose) {
        return prose.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace("@", "&#64;")
                .replace("*/", "")
                .strip()
                .replaceAll("\\s+", " ");
    }
}
