package io.migomail.helm.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Kubernetes' two patches that Helm sends: a JSON merge patch (RFC 7396) for custom resources, a strategic merge patch for
 * built-in ones, in which lists of objects are merged by a key of their elements. Of the directives it knows
 * {@code $patch}, {@code $setElementOrder}, {@code $retainKeys} and {@code $deleteFromPrimitiveList}.
 */
final class StrategicMerge {
    private static final Map<String, List<String>> KEYS = Map.of(
            "containers", List.of("name"),
            "initContainers", List.of("name"),
            "env", List.of("name"),
            "volumes", List.of("name"),
            "imagePullSecrets", List.of("name"),
            "ports", List.of("containerPort", "port"),
            "volumeMounts", List.of("mountPath"),
            "topologySpreadConstraints", List.of("topologyKey"));
    private static final String ORDER = "$setElementOrder/";
    private static final String DELETE = "$deleteFromPrimitiveList/";

    private StrategicMerge() {}

    /** The target with a merge patch of RFC 7396 over it; the target itself stays as it is. */
    static JsonNode json(JsonNode target, JsonNode patch) {
        if (!patch.isObject()) {
            return patch.deepCopy();
        }
        ObjectNode out = target.isObject() ? target.deepCopy() : JsonNodeFactory.instance.objectNode();
        patch.properties().forEach(each -> {
            if (each.getValue().isNull()) {
                out.remove(each.getKey());
            } else {
                out.set(each.getKey(), json(out.path(each.getKey()), each.getValue()));
            }
        });
        return out;
    }

    /** The target with a strategic merge patch over it; the target itself stays as it is. */
    static ObjectNode strategic(ObjectNode target, JsonNode patch) {
        ObjectNode out = target.deepCopy();
        if (patch.path("$patch").asText().equals("replace")) {
            out.removeAll();
        }
        if (patch.has("$retainKeys")) {
            List<String> kept = new ArrayList<>();
            patch.path("$retainKeys").forEach(key -> kept.add(key.asText()));
            out.retain(kept);
        }
        for (Map.Entry<String, JsonNode> each : patch.properties()) {
            String name = each.getKey();
            JsonNode value = each.getValue();
            if (name.startsWith(DELETE)) {
                removed((ArrayNode) out.path(name.substring(DELETE.length())), value);
            } else if (name.startsWith("$")) {
                continue;
            } else if (value.isNull()) {
                out.remove(name);
            } else if (value.isObject()) {
                out.set(name, strategic(out.withObjectProperty(name), value));
            } else if (value.isArray() && !keyOf(name, value).isEmpty()) {
                out.set(name, merged(out.withArrayProperty(name), value, keyOf(name, value), patch.path(ORDER + name)));
            } else {
                out.set(name, value.deepCopy());
            }
        }
        return out;
    }

    private static void removed(ArrayNode list, JsonNode values) {
        for (JsonNode value : values) {
            for (int i = list.size() - 1; i >= 0; i--) {
                if (list.get(i).equals(value)) {
                    list.remove(i);
                }
            }
        }
    }

    /** The field by which a list of this name is merged; empty where it is replaced as a whole. */
    private static String keyOf(String name, JsonNode list) {
        return KEYS.getOrDefault(name, List.of()).stream()
                .filter(key -> !list.isEmpty() && list.get(0).has(key))
                .findFirst()
                .orElse("");
    }

    private static ArrayNode merged(ArrayNode target, JsonNode patch, String key, JsonNode order) {
        List<ObjectNode> all = new ArrayList<>();
        target.forEach(each -> all.add((ObjectNode) each));
        for (JsonNode each : patch) {
            ObjectNode found = all.stream()
                    .filter(one -> one.path(key).equals(each.path(key)))
                    .findFirst()
                    .orElse(null);
            if (each.path("$patch").asText().equals("delete")) {
                all.remove(found);
            } else if (found == null) {
                all.add(strategic(JsonNodeFactory.instance.objectNode(), each));
            } else {
                all.set(all.indexOf(found), strategic(found, each));
            }
        }
        List<JsonNode> wanted = new ArrayList<>();
        order.forEach(each -> wanted.add(each.path(key)));
        all.sort(java.util.Comparator.comparingInt(each -> {
            int place = wanted.indexOf(each.path(key));
            return place < 0 ? wanted.size() : place;
        }));
        return JsonNodeFactory.instance.arrayNode().addAll(all);
    }
}
