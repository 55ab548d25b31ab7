package io.migomail.ingress.rest;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Trees that differ from another in one thing. */
final class Forgeries {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Forgeries() {}

    /** The tree with another value in one field, for every field; without one field; without one element. */
    static List<JsonNode> of(JsonNode tree) {
        List<JsonNode> out = new ArrayList<>();
        collect(tree, tree, JsonPointer.empty(), out);
        return out;
    }

    private static void collect(JsonNode root, JsonNode at, JsonPointer place, List<JsonNode> out) {
        if (at.isObject()) {
            at.fieldNames().forEachRemaining(name -> {
                JsonPointer field = place.appendProperty(name);
                collect(root, at.path(name), field, out);
                out.add(without(root, field));
            });
        } else if (at.isArray()) {
            for (int i = 0; i < at.size(); i++) {
                collect(root, at.path(i), place.appendIndex(i), out);
                out.add(without(root, place.appendIndex(i)));
            }
        } else {
            out.add(with(root, place, other(at)));
        }
    }

    private static JsonNode other(JsonNode value) {
        if (value.isBoolean()) {
            return NODES.booleanNode(!value.asBoolean());
        } else if (value.isNumber()) {
            return NODES.numberNode(value.asLong() + 1);
        } else if (value.isNull()) {
            return NODES.textNode("x");
        }
        String text = value.asText();
        char last = text.charAt(text.length() - 1);
        return NODES.textNode(text.substring(0, text.length() - 1) + (last == 'x' ? 'y' : 'x'));
    }

    private static JsonNode with(JsonNode root, JsonPointer place, JsonNode value) {
        JsonNode copy = root.deepCopy();
        JsonNode holder = copy.at(place.head());
        if (holder instanceof ObjectNode object) {
            object.set(place.last().getMatchingProperty(), value);
        } else {
            ((ArrayNode) holder).set(place.last().getMatchingIndex(), value);
        }
        return copy;
    }

    private static JsonNode without(JsonNode root, JsonPointer place) {
        JsonNode copy = root.deepCopy();
        JsonNode holder = copy.at(place.head());
        if (holder instanceof ObjectNode object) {
            object.remove(place.last().getMatchingProperty());
        } else {
            ((ArrayNode) holder).remove(place.last().getMatchingIndex());
        }
        return copy;
    }
}
