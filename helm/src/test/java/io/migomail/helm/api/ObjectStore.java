package io.migomail.helm.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The objects of an API server, in memory. A Job is done and a pod ends when it is made. Thread-safe. */
final class ObjectStore {
    private record Key(String type, String namespace, String name) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            return toString().compareTo(other.toString());
        }
    }

    private final Map<Key, ObjectNode> objects = new TreeMap<>();
    private final Predicate<String> failing;
    private long version;

    /** @param failing names of Jobs and pods that do not succeed */
    ObjectStore(Predicate<String> failing) {
        this.failing = failing;
    }

    /** The object as it is stored; empty where there is one of this name already. */
    synchronized Optional<ObjectNode> create(ResourceType type, String namespace, ObjectNode object) {
        Key key = new Key(type.plural(), namespace, object.at("/metadata/name").asText());
        if (objects.containsKey(key)) {
            return Optional.empty();
        }
        ObjectNode metadata = object.withObjectProperty("metadata");
        metadata.put("namespace", namespace).put("uid", "uid-" + ++version);
        if (metadata.path("creationTimestamp").isMissingNode()
                || metadata.path("creationTimestamp").isNull()) {
            metadata.put("creationTimestamp", "2026-01-01T00:00:00Z");
        }
        object.put("apiVersion", type.groupVersion()).put("kind", type.kind());
        ended(type, object);
        return Optional.of(stored(key, object));
    }

    synchronized Optional<ObjectNode> get(ResourceType type, String namespace, String name) {
        return Optional.ofNullable(objects.get(new Key(type.plural(), namespace, name)));
    }

    synchronized ObjectNode put(ResourceType type, String namespace, ObjectNode object) {
        return stored(
                new Key(type.plural(), namespace, object.at("/metadata/name").asText()), object);
    }

    synchronized Optional<ObjectNode> remove(ResourceType type, String namespace, String name) {
        return Optional.ofNullable(objects.remove(new Key(type.plural(), namespace, name)));
    }

    /** Objects of a type with these labels, {@code a=b,c=d}, and fields, {@code metadata.name=x}. */
    synchronized List<ObjectNode> list(ResourceType type, String namespace, String labels, String fields) {
        return objects.entrySet().stream()
                .filter(each -> each.getKey().type().equals(type.plural())
                        && each.getKey().namespace().equals(namespace))
                .map(Map.Entry::getValue)
                .filter(each -> selected(each.at("/metadata/labels"), labels))
                .filter(each -> selectedByName(each, fields))
                .toList();
    }

    synchronized Stream<ObjectNode> all() {
        return List.copyOf(objects.values()).stream();
    }

    String version() {
        return Long.toString(version);
    }

    private ObjectNode stored(Key key, ObjectNode object) {
        object.withObjectProperty("metadata").put("resourceVersion", Long.toString(++version));
        objects.put(key, object);
        return object;
    }

    private void ended(ResourceType type, ObjectNode object) {
        boolean failed = failing.test(object.at("/metadata/name").asText());
        if (type.kind().equals("Job")) {
            ObjectNode status = object.withObjectProperty("status");
            status.put(failed ? "failed" : "succeeded", 1);
            status.putArray("conditions")
                    .addObject()
                    .put("type", failed ? "Failed" : "Complete")
                    .put("status", "True");
        } else if (type.kind().equals("Pod")) {
            object.withObjectProperty("status").put("phase", failed ? "Failed" : "Succeeded");
        }
    }

    private static boolean selectedByName(JsonNode object, String fields) {
        return fields.isEmpty()
                || fields.equals("metadata.name=" + object.at("/metadata/name").asText());
    }

    private static boolean selected(JsonNode labels, String selector) {
        return Stream.of(selector.split(","))
                .filter(each -> !each.isEmpty())
                .map(each -> each.split("=", 2))
                .allMatch(each -> labels.path(each[0]).asText().equals(each[1]));
    }
}
