package io.migomail.sdks.generate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The methods of the library for Ruby, with what each takes and gives as YARD reads it. */
final class RubySource {
    private static final Path PLACE = Path.of("sdks/ruby/lib/migomail");

    private final Api api;

    RubySource(Api api) {
        this.api = api;
    }

    Map<Path, String> files() {
        StringBuilder out =
                new StringBuilder("# frozen_string_literal: true\n\n# Made of docs/openapi.yaml; see sdks/README.md.\n"
                        + "module Migomail\n  # Methods of one resource.\n  class Resource\n    # @private\n"
                        + "    def initialize(caller)\n      @caller = caller\n    end\n  end\n");
        api.resources().forEach((name, operations) -> {
            out.append("\n  # The resource " + name + ".\n  class " + type(name) + " < Resource\n");
            for (int i = 0; i < operations.size(); i++) {
                out.append(i == 0 ? "" : "\n");
                method(out, operations.get(i));
            }
            out.append("  end\n");
        });
        List<String> names =
                api.resources().keySet().stream().map(name -> ":" + name).toList();
        out.append("\n  # The resources of the API.\n  class Resources\n    attr_reader " + String.join(", ", names)
                + "\n");
        out.append("\n    # @private\n    def initialize(caller)\n");
        api.resources().keySet().forEach(name -> out.append("      @" + name + " = " + type(name) + ".new(caller)\n"));
        out.append("    end\n  end\nend\n");
        return Map.of(PLACE.resolve("resources.rb"), out.toString());
    }

    private static String type(String resource) {
        return Words.pascal(resource) + "Resource";
    }

    private void method(StringBuilder out, Operation op) {
        List<String> takes = new ArrayList<>();
        List<String> passes = new ArrayList<>(List.of("'" + op.verb() + "'", "'" + op.path() + "'"));
        StringBuilder tags = new StringBuilder();
        for (String parameter : op.pathParameters()) {
            String name = switch (parameter) {
                case "n" -> "number";
                case "alias" -> "template_alias"; // A word of the language.
                default -> parameter;
            };
            takes.add(name);
            passes.add(name);
        }
        if (op.body() != null) {
            takes.add(op.bodyRequired() ? "body" : "body = nil");
            passes.add("body: body");
            tags.append(Words.lines("    # ", "@param body [Hash] " + names(api.fields(op.body()))));
        }
        if (op.hasQuery()) {
            takes.add("query = {}");
            passes.add(op.csv() ? "query: query.merge(format: 'csv')" : "query: query");
            tags.append(Words.lines("    # ", "@param query [Hash] " + names(op.query())));
        }
        if (op.keyed()) {
            takes.add("idempotency_key: nil");
            passes.addAll(List.of("keyed: true", "idempotency_key: idempotency_key"));
        }
        if (op.once()) {
            passes.add("once: true");
        }
        if (op.answer() != null) {
            tags.append(Words.lines(
                    "    # ",
                    "@return [" + (op.list() ? "Page" : "Hash") + "] " + (op.list() ? "of hashes with " : "")
                            + names(api.fields(op.answer()))));
        }
        out.append(Words.lines("    # ", doc(op)))
                .append(tags)
                .append("    # @raise [Error] typed by what went wrong\n");
        String how = op.csv() ? "text" : op.answer() == null ? "nothing" : op.list() ? "page" : "answer";
        out.append("    def " + op.name() + (takes.isEmpty() ? "" : "(" + String.join(", ", takes) + ")") + "\n");
        out.append("      @caller." + how + "(Call.new(" + String.join(", ", passes) + "))\n    end\n");
    }

    private static String names(List<Shape.Field> fields) {
        return String.join(
                ", ", fields.stream().map(field -> ":" + field.name()).toList());
    }

    private static String doc(Operation op) {
        return (op.csv() ? "The same as text/csv. " : "")
                + Words.sentence(op)
                + (op.list() ? " Walking over the page goes on to the next ones." : "")
                + (op.keyed() ? " Repeats of this call send the same idempotency key, so that it counts once." : "");
    }
}
