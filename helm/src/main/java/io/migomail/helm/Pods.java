package io.migomail.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The pods that objects lead to, those of the Flink operator too. */
public final class Pods {
    /**
     * One pod.
     *
     * @param owner kind and name of the object
     * @param metadata of the pod
     * @param spec of the pod
     */
    public record Pod(String owner, JsonNode metadata, JsonNode spec) {
        /** Its containers, those that come before the others first. */
        public List<JsonNode> containers() {
            return Stream.concat(stream(spec.path("initContainers")), stream(spec.path("containers")))
                    .toList();
        }
    }

    private Pods() {}

    /** In the order of the objects, one for each template. */
    public static List<Pod> of(List<JsonNode> objects) {
        List<Pod> out = new ArrayList<>();
        for (JsonNode object : objects) {
            String owner = object.path("kind").asText() + "/" + Rendering.nameOf(object);
            JsonNode spec = object.path("spec");
            switch (object.path("kind").asText()) {
                case "Pod" -> out.add(new Pod(owner, object.path("metadata"), spec));
                case "Deployment", "StatefulSet", "Job" ->
                    out.add(new Pod(owner, spec.at("/template/metadata"), spec.at("/template/spec")));
                case "FlinkDeployment" -> {
                    out.add(merged(owner + "/jobManager", spec, "jobManager"));
                    out.add(merged(owner + "/taskManager", spec, "taskManager"));
                }
                default -> {}
            }
        }
        return out;
    }

    /** As the operator does: the process's template over the common one, and what its resources say. */
    private static Pod merged(String owner, JsonNode spec, String process) {
        ObjectNode pod = spec.at("/podTemplate/spec").deepCopy();
        JsonNode own = spec.at("/" + process + "/podTemplate");
        pod.setAll((ObjectNode) own.path("spec").deepCopy());
        ObjectNode container = (ObjectNode) pod.at("/containers/0");
        JsonNode resource = spec.at("/" + process + "/resource");
        container.set("image", spec.path("image"));
        container.putObject("resources").set("requests", resource);
        container.withObject("/resources").set("limits", resource);
        pod.put("serviceAccountName", spec.path("serviceAccount").asText());
        return new Pod(owner, own.path("metadata"), pod);
    }

    /** The elements of an array, none where there is no array. */
    public static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
