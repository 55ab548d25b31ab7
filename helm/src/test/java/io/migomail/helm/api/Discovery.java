package io.migomail.helm.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What an API server says of itself. */
final class Discovery {
    private Discovery() {}

    static ObjectNode version() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("major", "1")
                .put("minor", "31")
                .put("gitVersion", "v1.31.0");
    }

    static ObjectNode versions() {
        ObjectNode out = JsonNodeFactory.instance.objectNode().put("kind", "APIVersions");
        out.putArray("versions").add("v1");
        return out;
    }

    static ObjectNode groups() {
        ObjectNode out = JsonNodeFactory.instance
                .objectNode()
                .put("kind", "APIGroupList")
                .put("apiVersion", "v1");
        ArrayNode groups = out.putArray("groups");
        ResourceType.ALL.stream()
                .filter(type -> !type.group().isEmpty())
                .map(type -> type.group() + "/" + type.version())
                .distinct()
                .forEach(each -> {
                    String[] parts = each.split("/");
                    ObjectNode group = groups.addObject().put("name", parts[0]);
                    ObjectNode version = group.putArray("versions").addObject();
                    version.put("groupVersion", each).put("version", parts[1]);
                    group.set("preferredVersion", version.deepCopy());
                });
        return out;
    }

    static ObjectNode resources(String groupVersion) {
        ObjectNode out = JsonNodeFactory.instance
                .objectNode()
                .put("kind", "APIResourceList")
                .put("apiVersion", "v1")
                .put("groupVersion", groupVersion);
        ArrayNode resources = out.putArray("resources");
        for (ResourceType type : ResourceType.ALL) {
            if (type.groupVersion().equals(groupVersion)) {
                ObjectNode each = resources.addObject();
                each.put("name", type.plural()).put("singularName", "").put("kind", type.kind());
                each.put("namespaced", !type.kind().equals("Namespace"));
                ArrayNode verbs = each.putArray("verbs");
                for (String verb : new String[] {"create", "delete", "get", "list", "patch", "update", "watch"}) {
                    verbs.add(verb);
                }
            }
        }
        return out;
    }

    static ObjectNode object(String apiVersion, String kind, String name) {
        ObjectNode out = JsonNodeFactory.instance
                .objectNode()
                .put("apiVersion", apiVersion)
                .put("kind", kind);
        ObjectNode metadata = out.putObject("metadata");
        if (!name.isEmpty()) {
            metadata.put("name", name);
        }
        return out;
    }

    static ObjectNode status(int code, String reason, String message) {
        ObjectNode out = object("v1", "Status", "");
        out.put("status", code < 400 ? "Success" : "Failure").put("code", code);
        return out.put("reason", reason).put("message", message);
    }
}
