package io.migomail.ingress.docs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Values of JSON as a language writes them: on one line where it fits, else a line for each entry. */
final class Literals {
    private final String language;
    private final int width;

    private Literals(String language, int width) {
        this.language = language;
        this.width = width;
    }

    /** @param width characters that a line may have */
    static String json(JsonNode value, int width) {
        return new Literals("json", width).write(value, 0);
    }

    static String python(JsonNode value, int width) {
        return new Literals("python", width).write(value, 0);
    }

    static String javascript(JsonNode value, int width) {
        return new Literals("js", width).write(value, 0);
    }

    private String write(JsonNode value, int indent) {
        String line = entries(value, indent, ", ", "");
        if (!value.isContainerNode() || value.isEmpty() || line.length() + indent <= width && !line.contains("\n")) {
            return line;
        }
        String deeper = " ".repeat(indent + 2);
        return entries(value, indent, ",\n" + deeper, "\n" + deeper)
                .replaceAll("\\s*([]}])$", "\n" + " ".repeat(indent) + "$1");
    }

    private String entries(JsonNode value, int indent, String between, String begin) {
        if (!value.isContainerNode()) {
            return scalar(value);
        }
        int deeper = begin.isEmpty() ? Integer.MIN_VALUE / 2 : indent + 2;
        List<String> parts = new ArrayList<>();
        if (value.isObject()) {
            value.fields().forEachRemaining(each -> parts.add(key(each.getKey()) + write(each.getValue(), deeper)));
        } else {
            value.forEach(each -> parts.add(write(each, deeper)));
        }
        boolean padded = language.equals("js") && value.isObject() && begin.isEmpty() && !parts.isEmpty();
        String pad = padded ? " " : begin;
        String inside = pad + String.join(between, parts) + (padded ? " " : "");
        return value.isObject() ? "{" + inside + "}" : "[" + inside + "]";
    }

    private String key(String name) {
        return (language.equals("js") && name.matches("[a-z_]+") ? name : quoted(name)) + ": ";
    }

    private String scalar(JsonNode value) {
        if (value.isTextual()) {
            return quoted(value.asText());
        }
        if (language.equals("python")) {
            return value.isNull()
                    ? "None"
                    : value.isBoolean() ? (value.asBoolean() ? "True" : "False") : value.asText();
        }
        return value.toString();
    }

    private String quoted(String text) {
        String json = com.fasterxml.jackson.databind.node.TextNode.valueOf(text).toString();
        boolean single = language.equals("js") && !text.contains("'");
        return single ? "'" + json.substring(1, json.length() - 1).replace("\\\"", "\"") + "'" : json;
    }
}
