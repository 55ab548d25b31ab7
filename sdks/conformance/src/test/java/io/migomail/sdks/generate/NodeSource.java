package io.migomail.sdks.generate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The methods of the library for Node.js, and its types for TypeScript. */
final class NodeSource {
    private static final String NOTE = "// Made of docs/openapi.yaml; see sdks/README.md.\n";
    private static final Path PLACE = Path.of("sdks/node/lib");

    private final Api api;

    NodeSource(Api api) {
        this.api = api;
    }

    Map<Path, String> files() {
        return new TreeMap<>(Map.of(
                PLACE.resolve("resources.js"), resources(),
                PLACE.resolve("resources.d.ts"), declarations(),
                PLACE.resolve("types.d.ts"), types()));
    }

    private static String type(String resource) {
        return Words.pascal(resource) + "Resource";
    }

    private String resources() {
        StringBuilder out = new StringBuilder(NOTE + "'use strict';\n\nconst { Call } = require('./caller.js');\n");
        api.resources().forEach((name, operations) -> {
            out.append("\nclass " + type(name)
                    + " {\n  #caller;\n\n  constructor(caller) {\n    this.#caller = caller;\n  }\n");
            operations.forEach(op -> method(out, op));
            out.append("}\n");
        });
        out.append("\n/** The resources of the API. */\nclass Resources {\n  constructor(caller) {\n");
        api.resources()
                .keySet()
                .forEach(name -> out.append("    this." + Words.camel(name) + " = new " + type(name) + "(caller);\n"));
        return out.append("  }\n}\n\nmodule.exports = { Resources };\n").toString();
    }

    private static void method(StringBuilder out, Operation op) {
        List<String> takes = new ArrayList<>();
        List<String> options = new ArrayList<>();
        List<String> path = new ArrayList<>();
        for (String parameter : op.pathParameters()) {
            path.add(parameter.equals("n") ? "number" : parameter);
        }
        takes.addAll(path);
        if (op.body() != null) {
            takes.add("body");
            options.add("body");
        }
        if (op.hasQuery()) {
            takes.add("query = {}");
            options.add(op.csv() ? "query: { ...query, format: 'csv' }" : "query");
        }
        if (op.keyed()) {
            takes.add("options = {}");
            options.add("keyed: true, idempotencyKey: options.idempotencyKey");
        }
        if (op.once()) {
            options.add("once: true");
        }
        out.append("\n  /**\n" + Words.lines("   * ", doc(op)) + "   */\n");
        out.append("  async " + Words.camel(op.name()) + "(" + String.join(", ", takes) + ") {\n");
        String how = op.csv() ? "text" : op.answer() == null ? "nothing" : op.list() ? "page" : "answer";
        String last = options.isEmpty() ? "" : ", { " + String.join(", ", options) + " }";
        out.append("    return this.#caller." + how + "(new Call('" + op.verb() + "', '" + op.path() + "', ["
                + String.join(", ", path) + "]" + last + "));\n  }\n");
    }

    private static String doc(Operation op) {
        return (op.csv() ? "The same as text/csv. " : "")
                + Words.sentence(op)
                + (op.list() ? " Walking over the page goes on to the next ones." : "")
                + (op.keyed() ? " Repeats of this call send the same idempotency key, so that it counts once." : "");
    }

    private String declarations() {
        StringBuilder out = new StringBuilder(
                NOTE + "import type * as types from './types';\nimport type { Page } from '../index';\n\n"
                        + "/** Options of a send. */\nexport interface SendOptions {\n"
                        + "  /** 1 to 256 printable ASCII characters; default: one is made for the call. */\n  idempotencyKey?: string;\n}\n");
        api.resources().forEach((name, operations) -> {
            out.append("\n/** The resource " + name + ". */\nexport interface " + type(name) + " {\n");
            operations.forEach(op -> declaration(out, op));
            out.append("}\n");
        });
        out.append("\n/** The resources of the API. */\nexport class Resources {\n");
        api.resources()
                .keySet()
                .forEach(name -> out.append("  readonly " + Words.camel(name) + ": " + type(name) + ";\n"));
        return out.append("}\n").toString();
    }

    private static void declaration(StringBuilder out, Operation op) {
        List<String> takes = new ArrayList<>();
        for (String parameter : op.pathParameters()) {
            takes.add(parameter.equals("n") ? "number: number" : parameter + ": string");
        }
        if (op.body() != null) {
            takes.add((op.bodyRequired() ? "body: types." : "body?: types.") + op.body());
        }
        if (op.hasQuery()) {
            takes.add("query?: types." + op.queryType());
        }
        if (op.keyed()) {
            takes.add("options?: SendOptions");
        }
        String type = "types." + op.answer();
        String returns = op.csv() ? "string" : op.answer() == null ? "void" : op.list() ? "Page<" + type + ">" : type;
        out.append("  /**\n" + Words.lines("   * ", doc(op)) + "   */\n");
        out.append("  " + Words.camel(op.name()) + "(" + String.join(", ", takes) + "): Promise<" + returns + ">;\n");
    }

    private String types() {
        StringBuilder out = new StringBuilder(NOTE);
        out.append("// Instants are ISO-8601 strings; answers may have more fields than these.\n");
        new FlatTypes(api).types().forEach((name, type) -> {
            out.append("\n");
            if (!type.description().isEmpty()) {
                out.append("/**\n" + Words.lines(" * ", type.description().replace("*/", "")) + " */\n");
            }
            out.append("export interface " + name + " {\n");
            for (Shape.Field field : type.fields()) {
                if (!field.description().isEmpty()) {
                    out.append(
                            "  /**\n" + Words.lines("   * ", field.description().replace("*/", "")) + "   */\n");
                }
                out.append("  " + field.name() + (field.required() ? ": " : "?: ") + script(field.shape())
                        + (field.nullable() ? " | null" : "") + ";\n");
            }
            out.append("}\n");
        });
        return out.toString();
    }

    private static String script(Shape shape) {
        if (shape instanceof Shape.Text text) {
            // Known values are offered, others are taken: the API may get more of them.
            return text.values().isEmpty() ? "string" : "'" + String.join("' | '", text.values()) + "' | (string & {})";
        } else if (shape instanceof Shape.Whole || shape instanceof Shape.Decimal) {
            return "number";
        } else if (shape instanceof Shape.Flag) {
            return "boolean";
        } else if (shape instanceof Shape.Many many) {
            return "Array<" + script(many.of()) + ">";
        } else if (shape instanceof Shape.Table table) {
            return "Record<string, " + script(table.of()) + ">";
        } else if (shape instanceof Shape.Choice choice) {
            return String.join(
                    " | ", choice.of().stream().map(NodeSource::script).toList());
        }
        return shape instanceof Shape.Named named ? named.name() : "unknown";
    }
}
