package io.migomail.sdks.generate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The methods and types of the library for Python. */
final class PythonSource {
    private static final String NOTE = "# Made of docs/openapi.yaml; see sdks/README.md.\n";
    private static final Path PLACE = Path.of("sdks/python/migomail");

    private final Api api;

    PythonSource(Api api) {
        this.api = api;
    }

    Map<Path, String> files() {
        return new TreeMap<>(Map.of(PLACE.resolve("_resources.py"), resources(), PLACE.resolve("types.py"), types()));
    }

    private String resources() {
        StringBuilder out = new StringBuilder(NOTE
                + "from __future__ import annotations\n\nfrom typing import Any, Optional\n\nfrom . import types\n"
                + "from ._caller import Call, Caller\nfrom ._page import Page\n\n\n"
                + "class Resource:\n    \"\"\"Methods of one resource. Safe for use by several threads.\"\"\"\n\n"
                + "    def __init__(self, caller: Caller) -> None:\n        self._caller = caller\n");
        api.resources().forEach((name, operations) -> {
            out.append("\n\nclass " + Words.pascal(name) + "(Resource):\n");
            out.append("    \"\"\"The resource " + name + ".\"\"\"\n");
            operations.forEach(op -> method(out, op));
        });
        out.append("\n\nclass Resources:\n    \"\"\"The resources of the API.\"\"\"\n\n");
        out.append("    def __init__(self, caller: Caller) -> None:\n");
        api.resources()
                .keySet()
                .forEach(name -> out.append("        self." + name + " = " + Words.pascal(name) + "(caller)\n"));
        return out.toString();
    }

    private static void method(StringBuilder out, Operation op) {
        List<String> takes = new ArrayList<>(List.of("self"));
        StringBuilder call = new StringBuilder("Call(\"" + op.verb() + "\", \"" + op.path() + "\"");
        for (String parameter : op.pathParameters()) {
            takes.add(parameter.equals("n") ? "number: int" : parameter + ": str");
            call.append(", ").append(parameter.equals("n") ? "number" : parameter);
        }
        if (op.body() != null) {
            takes.add(
                    op.bodyRequired() ? "body: types." + op.body() : "body: Optional[types." + op.body() + "] = None");
            call.append(", body=body");
        }
        if (op.hasQuery()) {
            takes.add("query: Optional[types." + op.queryType() + "] = None");
            call.append(op.csv() ? ", query={**(query or {}), \"format\": \"csv\"}" : ", query=query");
        }
        if (op.keyed()) {
            takes.addAll(List.of("*", "idempotency_key: Optional[str] = None"));
            call.append(", keyed=True, idempotency_key=idempotency_key");
        }
        if (op.once()) {
            call.append(", once=True");
        }
        out.append("\n    def " + op.name() + "(" + String.join(", ", takes) + ") -> " + returns(op) + ":\n");
        out.append("        \"\"\"" + Words.lines("        ", doc(op)).strip() + "\"\"\"\n");
        String how = op.csv() ? "text" : op.answer() == null ? "nothing" : op.list() ? "page" : "answer";
        out.append("        return self._caller." + how + "(" + call + "))\n");
    }

    private static String doc(Operation op) {
        return (op.csv() ? "The same as text/csv. " : "")
                + Words.sentence(op)
                + (op.list() ? " Walking over the page goes on to the next ones." : "")
                + (op.keyed() ? " Repeats of this call send the same idempotency key, so that it counts once." : "");
    }

    private static String returns(Operation op) {
        if (op.csv()) {
            return "str";
        }
        String type = "types." + op.answer();
        return op.answer() == null ? "None" : op.list() ? "Page[" + type + "]" : type;
    }

    private String types() {
        StringBuilder out = new StringBuilder(
                NOTE
                        + "\"\"\"What requests hold and answers bring. Instants are ISO-8601 strings; answers may have more fields than these.\"\"\"\n\n"
                        + "from __future__ import annotations\n\nfrom typing import Any, Dict, List, Optional, TypedDict, Union\n");
        new FlatTypes(api).types().forEach((name, type) -> {
            List<Shape.Field> sure =
                    type.fields().stream().filter(Shape.Field::required).toList();
            List<Shape.Field> maybe =
                    type.fields().stream().filter(f -> !f.required()).toList();
            if (sure.isEmpty() || maybe.isEmpty()) {
                out.append("\n").append(dict(name, type.fields(), !maybe.isEmpty()));
            } else {
                out.append("\n").append(dict("_" + name + "Sure", sure, false));
                out.append(dict("_" + name + "Maybe", maybe, true));
                out.append("\n\nclass " + name + "(_" + name + "Sure, _" + name + "Maybe):\n");
                String about = type.description().isEmpty() ? name + " of the API." : type.description();
                out.append("    \"\"\"" + Words.lines("    ", about).strip() + "\"\"\"\n\n");
            }
        });
        return out.toString();
    }

    private static String dict(String name, List<Shape.Field> fields, boolean partial) {
        StringBuilder out = new StringBuilder(name + " = TypedDict(\n    \"" + name + "\",\n    {\n");
        fields.forEach(field -> field(out, field));
        return out.append("    },\n" + (partial ? "    total=False,\n" : "") + ")\n")
                .toString();
    }

    private static void field(StringBuilder out, Shape.Field field) {
        String type = python(field.shape());
        out.append("        \"" + field.name() + "\": \"" + (field.nullable() ? "Optional[" + type + "]" : type)
                + "\",\n");
    }

    private static String python(Shape shape) {
        if (shape instanceof Shape.Text) {
            return "str";
        } else if (shape instanceof Shape.Whole) {
            return "int";
        } else if (shape instanceof Shape.Decimal) {
            return "float";
        } else if (shape instanceof Shape.Flag) {
            return "bool";
        } else if (shape instanceof Shape.Many many) {
            return "List[" + python(many.of()) + "]";
        } else if (shape instanceof Shape.Table table) {
            return "Dict[str, " + python(table.of()) + "]";
        } else if (shape instanceof Shape.Choice choice) {
            return "Union["
                    + String.join(
                            ", ", choice.of().stream().map(PythonSource::python).toList()) + "]";
        }
        return shape instanceof Shape.Named named ? named.name() : "Any";
    }
}
